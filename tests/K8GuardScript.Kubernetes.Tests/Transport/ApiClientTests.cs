using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Transport;

public sealed class ApiClientTests : IAsyncDisposable
{
    private readonly ScriptedServer server = new();
    private readonly MetricTally metrics = new();
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_call_says_who_calls_and_what_it_takes()
    {
        this.server.On("GET /version", Reply.Json("""{"gitVersion":"v1.36.2"}"""));
        using var api = Client(new FixedToken("t0ken"));

        var outcome = await api.VersionAsync(CancellationToken.None);

        var headers = this.server.Requests.Single().Headers;
        Assert.Equal("Bearer t0ken", headers["authorization"]);
        Assert.Equal("application/json", headers["accept"]);
        Assert.Equal("gzip", headers["accept-encoding"]);
        Assert.StartsWith("k8guard/", headers["user-agent"], StringComparison.Ordinal);
        Assert.Equal("Kubernetes v1.36.2 at here", outcome.Message);
        Assert.Equal(1, metrics["k8guard_api_request_duration_seconds{verb=version,kind=,result=200}"]);
    }

    [Fact]
    public async Task A_path_of_the_server_stays_in_front_of_every_call()
    {
        this.server.On("GET /k8s/clusters/c-1/version", Reply.Json("""{"gitVersion":"v1"}"""));
        using var api = Client(new ClusterEndpoint { Server = new Uri(this.server.Address, "/k8s/clusters/c-1"), Description = "here" });

        Assert.True((await api.VersionAsync(CancellationToken.None)).IsReached);
    }

    [Fact]
    public async Task Calls_go_through_the_proxy_that_the_file_names()
    {
        this.server.On("GET http://cluster.invalid/version", Reply.Json("""{"gitVersion":"v1"}"""));
        var endpoint = new ClusterEndpoint { Server = new Uri("http://cluster.invalid"), Proxy = this.server.Address, Description = "there" };
        using var api = Client(endpoint);

        var outcome = await api.VersionAsync(CancellationToken.None);

        Assert.True(outcome.IsReached, outcome.Message);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        this.server.On("GET /version", Reply.Text("", 302, "text/html", "Location: /login"));
        using var api = Client();

        var outcome = await api.VersionAsync(CancellationToken.None);

        Assert.Equal(
            "can't use here: the server answered 302: a redirect, which is not followed; is this the API server's address?",
            outcome.Message);
        Assert.Single(this.server.Requests);
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"gitVersion":"\ud800"}""")]
    public async Task Something_that_is_no_API_server_is_not_reached(string body)
    {
        this.server.On("GET /version", Reply.Json(body));
        using var api = Client();

        var outcome = await api.VersionAsync(CancellationToken.None);

        Assert.False(outcome.IsReached);
        Assert.Equal("can't use here: what answers there is no Kubernetes API server; correct the address", outcome.Message);
    }

    [Fact]
    public async Task Credentials_that_are_not_accepted_are_named_as_the_cause()
    {
        this.server.On("GET /version", Reply.Status(401, "Unauthorized", "Unauthorized"));
        using var api = Client(new FixedToken("s3cret"));

        var outcome = await api.VersionAsync(CancellationToken.None);

        Assert.Contains("does not accept the credentials (401)", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_at_the_deadline()
    {
        using var api = Client();

        var asking = api.VersionAsync(CancellationToken.None);
        await this.server.RequestAsync("GET /version");
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("can't use here: no answer within 30 s", (await asking.WaitAsync(Patience.Long)).Message);
        Assert.Equal(1, metrics["k8guard_api_request_duration_seconds{verb=version,kind=,result=timed_out}"]);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        this.server.On("GET /version", Reply.Stream(ReplyEnd.Silence, new byte[100 << 10]));
        using var api = Client();

        Assert.Equal("can't use here: the answer is larger than 65536 bytes", (await api.VersionAsync(CancellationToken.None)).Message);
    }

    [Fact]
    public async Task Who_gives_up_waiting_gets_no_outcome()
    {
        using var api = Client();
        using var stop = new CancellationTokenSource();

        var asking = api.VersionAsync(stop.Token);
        await this.server.RequestAsync("GET /version");
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_token_that_was_rejected_is_read_again_and_the_call_sent_once_more()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("k8guard-").FullName, "token");
        await File.WriteAllTextAsync(file, "old\n");
        using var tokens = new TokenFile(file, time, NullLogger.Instance);
        using var api = Client(tokens);
        this.server.On("GET /version", Reply.Status(401, "Unauthorized", "Unauthorized"), Reply.Json("""{"gitVersion":"v1"}"""));

        await tokens.GetAsync(CancellationToken.None);
        await File.WriteAllTextAsync(file, "new\n");
        var outcome = await api.VersionAsync(CancellationToken.None);

        Assert.True(outcome.IsReached, outcome.Message);
        Assert.Equal(["Bearer old", "Bearer new"], this.server.Requests.Select(request => request.Headers["authorization"]));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await this.server.DisposeAsync();
        metrics.Dispose();
    }

    private ApiClient Client(ICredentialSource? credentials = null) => Client(
        new ClusterEndpoint { Server = this.server.Address, Credentials = credentials ?? new FixedToken(null), Description = "here" });

    private ApiClient Client(ClusterEndpoint endpoint) => ApiClient.Create(endpoint, time, NullLoggerFactory.Instance, metrics.Meter);
}
