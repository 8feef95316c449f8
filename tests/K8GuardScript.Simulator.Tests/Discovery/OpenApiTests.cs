using System.Text;

namespace K8GuardScript.Simulator.Tests.Discovery;

public sealed class OpenApiTests
{
    // what kubectl asks for; a type with an @ can't be answered, as clients refuse to read it
    private const string Asked = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    [Fact]
    public async Task The_old_form_tells_every_kind_as_protobuf()
    {
        await using var api = await ApiCaller.StartAsync();
        using var http = new HttpClient { BaseAddress = api.Cluster.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v2");
        request.Headers.TryAddWithoutValidation("Accept", Asked);

        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.Equal("application/com.github.proto-openapi.spec.v2.v1.0+protobuf", reply.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("\n\u00032.0", text, StringComparison.Ordinal);
        Assert.Contains("/apis/apps/v1/namespaces/{namespace}/deployments/{name}", text, StringComparison.Ordinal);
        Assert.Contains("group: \"apps\"\nkind: Deployment\nversion: v1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_forms_are_not_acceptable()
    {
        await using var api = await ApiCaller.StartAsync();

        Assert.Equal(406, (await api.SendAsync("GET", "/openapi/v2", accept: "text/html")).Status);
        Assert.Equal(200, (await api.SendAsync("GET", "/openapi/v2", accept: "application/json")).Status);
    }
}
