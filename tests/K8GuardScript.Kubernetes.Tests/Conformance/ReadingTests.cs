using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

public sealed class ReadingTests(ConformanceServer server) : ConformanceScene(server)
{
    private string Secrets => $"/api/v1/namespaces/{Namespace}/secrets";

    [Fact]
    public async Task Pages_of_a_list_are_of_one_moment()
    {
        foreach (var name in new[] { "a", "b", "c" }) await CreateSecretAsync(name);

        var (_, first) = await RawAsync($"{Secrets}?limit=2");
        await CreateSecretAsync("d");
        var (_, second) = await RawAsync($"{Secrets}?limit=2&continue={Uri.EscapeDataString((string)first["metadata"]!["continue"]!)}");

        Assert.Equal(["a", "b"], Names(first));
        Assert.Equal(["c"], Names(second));
        Assert.Equal(Version(first), Version(second));
        Assert.True(string.IsNullOrEmpty((string?)second["metadata"]!["continue"]));
    }

    [Fact]
    public async Task A_list_at_an_exact_version_is_of_the_past()
    {
        var first = await CreateSecretAsync("a");
        await CreateSecretAsync("b");

        var (code, past) = await RawAsync($"{Secrets}?resourceVersion={Version(first)}&resourceVersionMatch=Exact");

        Assert.Equal(200, code);
        Assert.Equal(["a"], Names(past));
        Assert.Equal(Version(first), Version(past));
    }

    [Fact]
    public async Task A_version_that_is_not_reached_yet_is_a_504_with_its_cause()
    {
        var (code, status) = await RawAsync($"{Secrets}?resourceVersion=9999999999&resourceVersionMatch=NotOlderThan");

        Assert.Equal(504, code);
        Assert.Equal("ResourceVersionTooLarge", (string?)status["details"]!["causes"]![0]!["reason"]);
    }

    [Fact]
    public async Task An_empty_list_has_no_items_and_a_version()
    {
        var (_, list) = await RawAsync($"/apis/apps/v1/namespaces/{Namespace}/deployments");

        Assert.Empty(list["items"]!.AsArray());
        Assert.NotEmpty(Version(list));
    }

    [Theory]
    [InlineData("labelSelector=tier%3Dweb", "a")]
    [InlineData("labelSelector=tier%20in%20(web,db)", "a,b")]
    [InlineData("labelSelector=!tier", "c")]
    [InlineData("fieldSelector=metadata.name%3Db", "b")]
    public async Task Selectors_select(string query, string expected)
    {
        await CreateLabeledAsync("a", "web");
        await CreateLabeledAsync("b", "db");
        await CreateSecretAsync("c");

        var (_, list) = await RawAsync($"{Secrets}?{query}");

        Assert.Equal(expected.Split(','), Names(list));
    }

    private static KindName Secret { get; } = new("", "v1", "Secret");

    private static string[] Names(JsonObject list) =>
        [.. list["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!)];

    private Task<JsonObject> CreateSecretAsync(string name) => CreateAsync(Secret, name, "\"data\":{\"a\":\"MQ==\"}");

    private async Task CreateLabeledAsync(string name, string tier)
    {
        var manifest = Json($$"""{"metadata":{"name":"{{name}}","labels":{"tier":"{{tier}}"} } }""");
        var outcome = await Client.CreateAsync(Secret, Namespace, manifest, false, Cancel);
        Assert.True(outcome.Result == WriteResult.Done, outcome.Message);
    }
}
