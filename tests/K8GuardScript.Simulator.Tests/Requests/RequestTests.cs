using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Requests;

public sealed class RequestTests
{
    [Theory]
    [InlineData("/apis/nope.example.com/v1/things", 404, "text/plain")]
    [InlineData("/apis/nope.example.com", 404, "text/plain")]
    [InlineData("/nope", 404, "text/plain")]
    [InlineData("/apis/apps/v9", 404, "application/json")]
    [InlineData("/apis/apps/v1/gadgets", 404, "application/json")]
    [InlineData("/api/v1/namespaces/default/nodes", 404, "application/json")]
    [InlineData("/api/v1/pods/p", 404, "application/json")]
    [InlineData("/api/v1/namespaces/default/pods/p/status/more", 404, "application/json")]
    [InlineData("/api/v1/namespaces//pods", 404, "application/json")]
    public async Task The_kinds_of_404_differ(string path, int status, string mediaType)
    {
        await using var api = await StartAsync();
        var reply = await api.GetAsync(path);
        Assert.Equal((status, mediaType), (reply.Status, reply.MediaType));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Without_the_token_everything_is_401(string? token)
    {
        await using var api = await StartAsync(new SimulatorOptions { Token = "right" });
        foreach (var path in (string[])["/api", "/readyz", "/api/v1/pods", "/nope"])
        {
            var reply = await api.SendAsync("GET", path, token: token);
            Assert.Equal((401, "Unauthorized"), (reply.Status, reply.Reason));
        }

        Assert.Equal(200, (await api.SendAsync("GET", "/api/v1/pods", token: "right")).Status);
    }

    [Theory]
    [InlineData("application/xml", 406)]
    [InlineData("application/*", 406)]
    [InlineData("application/json;as=Nope;g=meta.k8s.io;v=v1", 406)]
    [InlineData("application/json;as=Table;g=meta.k8s.io;v=v1,application/json", 200)]
    [InlineData("*/*", 200)]
    [InlineData(null, 200)]
    public async Task Accept_is_heeded(string? accept, int status)
    {
        await using var api = await StartAsync();
        Assert.Equal(status, (await api.SendAsync("GET", "/api/v1/namespaces/default", accept: accept)).Status);
    }

    [Fact]
    public async Task Requests_are_recorded_with_query_and_status()
    {
        await using var api = await StartAsync();
        await api.GetAsync("/api/v1/pods?limit=5");
        await api.SendAsync("DELETE", "/api/v1/nodes/none");
        using var watch = await api.WatchAsync("/api/v1/pods?watch=1");
        Assert.Equal(
            [new("GET", "/api/v1/pods?limit=5", 200), new("DELETE", "/api/v1/nodes/none", 404), new("GET", "/api/v1/pods?watch=1", 200)],
            api.Cluster.Requests);
    }

    [Fact]
    public async Task Discovery_tells_resources_with_their_subresources()
    {
        await using var api = await StartAsync();
        Assert.Equal("v1", (string?)(await api.GetAsync("/api")).Body["versions"]![0]);
        Assert.Contains((await api.GetAsync("/apis")).Body["groups"]!.AsArray(), group => (string?)group!["name"] == "apps");
        var resources = (await api.GetAsync("/apis/apps/v1")).Body["resources"]!.AsArray();
        var scale = resources.Single(resource => (string?)resource!["name"] == "deployments/scale")!;
        Assert.Equal(("autoscaling", "v1", "Scale"), ((string?)scale["group"], (string?)scale["version"], (string?)scale["kind"]));
        const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
        Assert.Equal("APIGroupDiscoveryList", (string?)(await api.SendAsync("GET", "/apis", accept: Aggregated)).Body["kind"]);
        Assert.EndsWith("readyz check passed\n", (await api.GetAsync("/readyz?verbose")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_kubeconfig_points_at_the_server_and_quotes_the_token()
    {
        await using var api = await StartAsync(new SimulatorOptions { Token = "it's" });
        Assert.Contains($"server: 'http://127.0.0.1:{api.Cluster.Address.Port}'", api.Cluster.Kubeconfig, StringComparison.Ordinal);
        Assert.Contains("token: 'it''s'", api.Cluster.Kubeconfig, StringComparison.Ordinal);
    }
}
