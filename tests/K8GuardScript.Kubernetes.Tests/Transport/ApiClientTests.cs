using System.Text;
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
        var tokens = new TokenFile(file, time, NullLogger.Instance);
        using var api = Client(tokens);
        this.server.On("GET /version", Reply.Status(401, "Unauthorized", "Unauthorized"), Reply.Json("""{"gitVersion":"v1"}"""));

        await tokens.GetAsync(CancellationToken.None);
        await File.WriteAllTextAsync(file, "new\n");
        var outcome = await api.VersionAsync(CancellationToken.None);

        Assert.True(outcome.IsReached, outcome.Message);
        Assert.Equal(["Bearer old", "Bearer new"], this.server.Requests.Select(request => request.Headers["authorization"]));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task Whom_to_impersonate_is_sent_with_every_call()
    {
        this.server.On("GET /version", Reply.Json("""{"gitVersion":"v1"}"""));
        using var api = Client(new ClusterEndpoint
        {
            Server = this.server.Address,
            Description = "here",
            Impersonation = new Impersonation("jürgen", [new("Impersonate-User", "jürgen"), new("Impersonate-Group", "a b")]),
        });

        await api.VersionAsync(CancellationToken.None);

        var headers = this.server.Requests.Single().Headers;
        Assert.Equal("jürgen", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(headers["impersonate-user"])));
        Assert.Equal("a b", headers["impersonate-group"]);
    }

    [Fact]
    public async Task Compression_can_be_declined()
    {
        this.server.On("GET /version", Reply.Json("""{"gitVersion":"v1"}"""));
        using var api = Client(new ClusterEndpoint { Server = this.server.Address, Description = "here", DisablesCompression = true });

        await api.VersionAsync(CancellationToken.None);

        Assert.False(this.server.Requests.Single().Headers.ContainsKey("accept-encoding"));
    }

    [Fact]
    public async Task Warnings_of_the_server_are_logged_once_each_in_one_line()
    {
        string[] warnings =
        [
            """Warning: 299 - "unknown field \"spec.colour\"" """, """Warning: 299 - "old", 299 - "older" """,
            """Warning: 110 - "of a proxy" """, "Warning: nonsense", "Warning: 299 - \"b\u001b[31m\"",
        ];
        var reply = Reply.Text("""{"gitVersion":"v1"}""", 200, "application/json", warnings);
        this.server.On("GET /version", reply, reply);
        var log = new CapturingLogger();
        using var loggers = new OneLoggerFactory(log);
        using var api = ApiClient.Create(
            new ClusterEndpoint { Server = this.server.Address, Description = "here" }, time, loggers, metrics.Meter);

        await api.VersionAsync(CancellationToken.None);
        await api.VersionAsync(CancellationToken.None);

        Assert.Equal(
            [
                "the API server warns: unknown field \"spec.colour\"", "the API server warns: old", "the API server warns: older",
                "the API server warns: b [31m",
            ],
            log.Lines);
    }

    [Fact]
    public async Task Warnings_without_end_are_cut_off()
    {
        string[] headers = [.. Enumerable.Range(0, 150).Select(number => $"Warning: 299 - \"w{number}\"")];
        this.server.On("GET /version", Reply.Text("""{"gitVersion":"v1"}""", 200, "application/json", headers));
        var log = new CapturingLogger();
        using var loggers = new OneLoggerFactory(log);
        using var api = ApiClient.Create(
            new ClusterEndpoint { Server = this.server.Address, Description = "here" }, time, loggers, metrics.Meter);

        await api.VersionAsync(CancellationToken.None);

        Assert.Equal(101, log.Lines.Length);
        Assert.EndsWith("further warnings are left out", log.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_429_is_logged_with_the_flow_schema_that_held_us_back()
    {
        this.server.On("GET /version", Reply.Status(429, "Busy", "no", "{}", "X-Kubernetes-PF-FlowSchema-UID: 4f5e"));
        var log = new CapturingLogger();
        using var loggers = new OneLoggerFactory(log);
        using var api = ApiClient.Create(
            new ClusterEndpoint { Server = this.server.Address, Description = "here" }, time, loggers, metrics.Meter);

        await api.VersionAsync(CancellationToken.None);

        Assert.Equal("the API server holds us back (429), verb `version`, kind ``, flow schema uid `4f5e`", Assert.Single(log.Lines));
    }

    [Fact]
    public async Task The_server_s_clock_is_compared_with_ours()
    {
        this.server.On(
            "GET /version",
            Reply.Text("{}", 200, "application/json", "Date: Thu, 01 Jan 2026 00:05:00 GMT"),
            Reply.Text("{}", 200, "application/json", "Date: never"),
            Reply.Text("{}", 500, "application/json", "Date: Wed, 31 Dec 2025 23:59:00 GMT"));
        using var api = Client();
        Assert.Null(api.ServerClockOffset);

        await api.VersionAsync(CancellationToken.None);
        Assert.Equal(TimeSpan.FromSeconds(300.5), api.ServerClockOffset);
        await api.VersionAsync(CancellationToken.None);
        Assert.Equal(TimeSpan.FromSeconds(300.5), api.ServerClockOffset);
        await api.VersionAsync(CancellationToken.None);
        Assert.Equal(TimeSpan.FromSeconds(-59.5), api.ServerClockOffset);
    }

    [Fact]
    public async Task Whoever_keeps_the_time_hears_the_server_s_from_every_answer_and_never_from_one_without()
    {
        this.server.On(
            "GET /version",
            Reply.Text("{}", 200, "application/json", "Date: Thu, 01 Jan 2026 00:05:00 GMT"),
            Reply.Text("{}", 200, "application/json", "Date: never"),
            Reply.Text("{}", 403, "application/json", "Date: Wed, 31 Dec 2025 23:59:00 GMT"));
        var heard = new HeardClock();
        using var api = ApiClient.Create(
            new ClusterEndpoint { Server = this.server.Address, Description = "here" }, time, NullLoggerFactory.Instance, metrics.Meter, heard);

        for (var call = 0; call < 3; call++) await api.VersionAsync(CancellationToken.None);

        var midnight = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([midnight.AddMinutes(5), midnight.AddMinutes(-1)], heard.Dates);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_server_that_is_not_verified_shows_in_the_metrics(bool skip, long expected)
    {
        using var api = Client(new ClusterEndpoint
        {
            Server = this.server.Address,
            Description = "here",
            Tls = new TlsMaterial { SkipVerification = skip },
        });

        metrics.Observe();

        Assert.Equal(expected, metrics["k8guard_api_tls_unverified{}"]);
    }

    [Fact]
    public async Task Without_credentials_nothing_is_sent_and_the_reason_is_told()
    {
        using var folder = new TemporaryFolder();
        var tokens = new TokenFile(folder.Write("token", ""), time, NullLogger.Instance);
        using var api = Client(tokens);

        var outcome = await api.VersionAsync(CancellationToken.None);
        metrics.Observe();

        Assert.Equal($"can't use here: token file `{Path.Combine(folder.Path, "token")}` is empty", outcome.Message);
        Assert.Empty(this.server.Requests);
        Assert.Equal(1, metrics["k8guard_api_credential_renewals_total{result=failed}"]);
        Assert.Equal(1, metrics["k8guard_api_request_duration_seconds{verb=version,kind=,result=no_credentials}"]);
    }

    [Fact]
    public async Task A_token_that_a_server_says_back_is_left_out()
    {
        using var api = Client(new FixedToken("s3cret"));
        this.server.On("GET /version", Reply.Status(400, "x", "you sent s3cret"), Reply.Raw("ICY s3cret\r\n"));

        var status = await api.VersionAsync(CancellationToken.None);
        var junk = await api.VersionAsync(CancellationToken.None);

        Assert.Equal("can't use here: the server answered 400: you sent (token)", status.Message);
        Assert.Contains("(token)", junk.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", junk.Message, StringComparison.Ordinal);
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
