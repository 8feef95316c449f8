using System.Net.Http.Headers;
using System.Text;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Tests.Writing;

/// <summary>Bodies that are meant to break a server, or were made by a broken client.</summary>
public sealed class HostileBodyTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string Map = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"v"}}""";

    [Theory]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\ufffd"}""")]
    [InlineData("""{"a":"\udc00\ud800"}""", """{"a":"\ufffd\ufffd"}""")]
    [InlineData("""{"\uD800x":1}""", """{"\ufffdx":1}""")]
    [InlineData("""{"a":"\ud83d\ude00 \ud83d"}""", """{"a":"\ud83d\ude00 \ufffd"}""")]
    [InlineData("""{"a":"\\ud800","b":"\\\ud800"}""", """{"a":"\\ud800","b":"\\\ufffd"}""")]
    [InlineData("""{"a":"\u12""", """{"a":"\u12""")]
    [InlineData("""{"a":"\ud83d\u""", """{"a":"\ufffd\u""")]
    public void Halves_of_surrogate_pairs_are_replaced(string sent, string read) =>
        Assert.Equal(read, Encoding.UTF8.GetString(BrokenText.Mend(Encoding.UTF8.GetBytes(sent)).Span));

    [Fact]
    public async Task Bytes_that_are_no_text_are_replaced()
    {
        await using var api = await ApiCaller.StartAsync();
        using var http = new HttpClient { BaseAddress = api.Cluster.Address };
        byte[] body = [.. Encoding.UTF8.GetBytes(Map.Replace("}}", "", StringComparison.Ordinal)[..^1]), 0xff, .. "\"}}"u8];
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        using var reply = await http.PostAsync(Maps, content, TestContext.Current.CancellationToken);

        Assert.Equal(201, (int)reply.StatusCode);
        Assert.Equal("v\ufffd", (string?)api.Cluster.Get("v1", "ConfigMap", "default", "a")!["data"]!["k"]);
    }

    [Fact]
    public async Task A_patch_that_doubles_the_object_again_and_again_is_refused()
    {
        await using var api = await ApiCaller.StartAsync();
        await api.PostAsync(Maps, Map);
        var bomb = string.Join(",", Enumerable.Range(0, 40).Select(i => $$"""{"op":"copy","from":"/data","path":"/data/k{{i}}"}"""));

        Assert.Equal(422, (await api.SendAsync("PATCH", Maps + "/a", $"[{bomb}]", "application/json-patch+json")).Status);
    }

    [Fact]
    public async Task A_patch_has_so_many_operations_at_most()
    {
        await using var api = await ApiCaller.StartAsync();
        await api.PostAsync(Maps, Map);
        var many = string.Join(",", Enumerable.Repeat("""{"op":"test","path":"/kind","value":"ConfigMap"}""", 10_001));

        var reply = await api.SendAsync("PATCH", Maps + "/a", $"[{many}]", "application/json-patch+json");

        Assert.Equal((413, "RequestEntityTooLarge"), (reply.Status, (string?)reply.Body["reason"]));
    }

    [Theory]
    [InlineData("""{"kind":null,"apiVersion":null}""")]
    [InlineData("""{"data":{"":null}}""")]
    public async Task A_strategic_patch_may_name_anything(string patch)
    {
        await using var api = await ApiCaller.StartAsync();
        await api.PostAsync(Maps, Map);

        Assert.Equal(200, (await api.SendAsync("PATCH", Maps + "/a", patch, "application/strategic-merge-patch+json")).Status);
    }

    [Theory]
    [InlineData("""{"name":"v1","served":true,"storage":true,"schema":5}""")]
    [InlineData("""{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":5}}""")]
    [InlineData("""{"name":"v1","served":true,"additionalPrinterColumns":[{"name":"a","jsonPath":".b","priority":"x"},{"priority":1.5}]}""")]
    public async Task A_definition_that_makes_no_sense_does_not_spoil_others(string version)
    {
        await using var api = await ApiCaller.StartAsync();
        await api.PostAsync(Definitions, Definition("odds", version));

        Assert.Equal(201, (await api.PostAsync(Definitions, Definition("evens", """{"name":"v1","served":true,"storage":true}"""))).Status);
        Assert.Equal(200, (await api.GetAsync("/apis/crew.example.com/v1/evens")).Status);
    }

    private static string Definition(string plural, string version) => """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"PLURAL.crew.example.com"},
         "spec":{"group":"crew.example.com","scope":"Cluster","names":{"plural":"PLURAL","singular":"PLURAL-1","kind":"KPLURAL"},
         "versions":[VERSION]}}
        """.Replace("PLURAL", plural, StringComparison.Ordinal).Replace("VERSION", version, StringComparison.Ordinal);
}
