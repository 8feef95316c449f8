using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Transport;

public sealed class ProxyTests : IDisposable
{
    private readonly TestCertificates certificates = new();

    [Fact]
    public async Task A_socks_proxy_looks_the_name_up_and_sees_no_more_than_TLS()
    {
        using var certificate = certificates.Issue("cluster.invalid");
        await using var server = new ScriptedServer(certificate);
        server.On("GET /version", Reply.Json("""{"gitVersion":"v1"}"""));
        await using var proxy = new SocksProxy(server.Address);

        var outcome = await Ask(new Uri("https://cluster.invalid:6443"), proxy.Address);

        Assert.True(outcome.IsReached, outcome.Message);
        Assert.Equal("cluster.invalid:6443", proxy.Asked);
    }

    [Fact]
    public async Task A_proxy_may_itself_be_reached_by_TLS()
    {
        using var certificate = certificates.Issue("127.0.0.1");
        await using var proxy = new ScriptedServer(certificate);
        proxy.On("GET http://cluster.invalid/version", Reply.Json("""{"gitVersion":"v1"}"""));

        var outcome = await Ask(new Uri("http://cluster.invalid"), proxy.Address);

        Assert.True(outcome.IsReached, outcome.Message);
    }

    [Fact]
    public async Task Who_we_are_to_a_proxy_is_said_when_it_asks()
    {
        await using var proxy = new ScriptedServer();
        proxy.On(
            "GET http://cluster.invalid/version",
            Reply.Text("", 407, "text/plain", "Proxy-Authenticate: Basic realm=\"p\""),
            Reply.Json("""{"gitVersion":"v1"}"""));

        var outcome = await Ask(new Uri("http://cluster.invalid"), new UriBuilder(proxy.Address) { UserName = "u", Password = "p%40ss" }.Uri);

        Assert.True(outcome.IsReached, outcome.Message);
        Assert.Equal("Basic dTpwQHNz", proxy.Requests[^1].Headers["proxy-authorization"]);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_no_server_that_was_reached()
    {
        await using var proxy = new ScriptedServer();
        proxy.On("CONNECT cluster.invalid:443", Reply.Text("no", 403, "text/plain"));

        var outcome = await Ask(new Uri("https://cluster.invalid"), proxy.Address);

        Assert.StartsWith("can't use here: the server can't be reached: ", outcome.Message, StringComparison.Ordinal);
    }

    public void Dispose() => certificates.Dispose();

    private async Task<VersionOutcome> Ask(Uri server, Uri proxy)
    {
        using var metrics = new MetricTally();
        using var api = ApiClient.Create(
            new ClusterEndpoint
            {
                Server = server,
                Proxy = proxy,
                Tls = new TlsMaterial { Authorities = [certificates.Authority] },
                Description = "here",
            },
            TimeProvider.System, NullLoggerFactory.Instance, metrics.Meter);
        return await api.VersionAsync(CancellationToken.None).WaitAsync(Patience.Long);
    }
}
