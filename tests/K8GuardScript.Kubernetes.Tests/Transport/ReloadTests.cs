using System.Security.Cryptography.X509Certificates;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Transport;

public sealed class ReloadTests : IAsyncDisposable
{
    private const string Pods = "GET /api/v1/pods";

    private readonly TemporaryFolder folder = new();
    private readonly TestCertificates one = new("one");
    private readonly TestCertificates two = new("two");
    private readonly MetricTally metrics = new();
    private readonly ManualTime time = new();
    private readonly CapturingLogger log = new();
    private readonly ScriptedServer server;

    public ReloadTests()
    {
        this.server = new ScriptedServer(one.Issue("127.0.0.1"), asksForCertificate: true);
        this.server.On(Pods, [.. Enumerable.Repeat(Reply.Json("{}"), 20)]);
        WriteAuthority(one);
        WriteClient(one.Issue("alice"));
    }

    [Fact]
    public async Task Another_authority_in_the_file_is_trusted_within_five_minutes()
    {
        using var api = Client();
        await List(api);

        WriteAuthority(two);
        this.server.Certificate = two.Issue("127.0.0.1");
        time.Advance(TimeSpan.FromMinutes(5));
        await List(api);

        Assert.Equal(1, metrics["k8guard_api_reconnects_total{changed=authority}"]);
        WriteAuthority(one);
        this.server.Certificate = one.Issue("127.0.0.1");
        time.Advance(TimeSpan.FromMinutes(5));
        await List(api);
    }

    [Fact]
    public async Task An_authority_that_is_no_longer_in_the_file_is_no_longer_trusted()
    {
        using var api = Client();
        await List(api);

        WriteAuthority(two);
        time.Advance(TimeSpan.FromMinutes(5));

        var thrown = await Assert.ThrowsAsync<CallFailedException>(() => List(api));
        Assert.Equal(CallFailure.NotConnected, thrown.Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData(null)]
    public async Task What_is_of_no_use_is_said_once_and_the_good_one_stays(string? content)
    {
        using var api = Client();
        if (content is null) File.Delete(Path.Combine(folder.Path, "ca.crt"));
        else folder.Write("ca.crt", content);

        for (var look = 0; look < 3; look++) time.Advance(TimeSpan.FromMinutes(5));
        await List(api);

        Assert.StartsWith("the certificates that were good stay in use: ", Assert.Single(log.Lines), StringComparison.Ordinal);
        WriteAuthority(two);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal($"the certificate authorities changed in `{Path.Combine(folder.Path, "ca.crt")}`", log.Lines[1]);
    }

    [Fact]
    public async Task Another_client_certificate_ends_watches_and_is_shown_from_then_on()
    {
        this.server.On("WATCH /api/v1/pods", Reply.Watch(ReplyEnd.Silence), Reply.Watch(ReplyEnd.Silence));
        using var api = Client();
        await List(api);
        using var watch = await api.OpenAsync(Watch, default).WaitAsync(Patience.Long);
        var reading = watch.ReadAsync(new byte[100]).AsTask();
        Assert.Equal("CN=alice", this.server.ClientCertificate?.Subject);

        WriteClient(one.Issue("bob"));
        time.Advance(TimeSpan.FromMinutes(5));

        var thrown = await Assert.ThrowsAsync<CallFailedException>(() => reading.WaitAsync(Patience.Long));
        Assert.Equal((CallFailure.Lost, "the connection was closed, as the client certificate changed"), (thrown.Failure, thrown.Message));
        await List(api);
        Assert.Equal("CN=bob", this.server.ClientCertificate?.Subject);
        using var again = await api.OpenAsync(Watch, default).WaitAsync(Patience.Long);
        Assert.Equal(1, metrics["k8guard_api_reconnects_total{changed=client}"]);
    }

    [Fact]
    public async Task A_call_that_is_under_way_ends_as_it_would_have()
    {
        using var api = Client();
        await List(api);
        var slow = api.OpenAsync(ApiCall.Get("get", "Pod", "/slow", TimeSpan.FromMinutes(30)), default);
        await this.server.RequestAsync("GET /slow");

        WriteClient(one.Issue("bob"));
        time.Advance(TimeSpan.FromMinutes(5));

        await List(api);
        Assert.False(slow.IsCompleted);
    }

    [Fact]
    public async Task A_certificate_that_came_before_its_key_waits_for_it()
    {
        using var api = Client();
        using var bob = one.Issue("bob");
        folder.Write("client.crt", bob.ExportCertificatePem());
        time.Advance(TimeSpan.FromMinutes(5));
        await List(api);
        Assert.Equal("CN=alice", this.server.ClientCertificate?.Subject);

        WriteClient(bob);
        time.Advance(TimeSpan.FromMinutes(5));
        await List(api);

        Assert.Equal("CN=bob", this.server.ClientCertificate?.Subject);
    }

    [Fact]
    public async Task Files_that_did_not_change_change_nothing()
    {
        this.server.On("WATCH /api/v1/pods", Reply.Watch(ReplyEnd.Silence));
        using var api = Client();
        using var watch = await api.OpenAsync(Watch, default).WaitAsync(Patience.Long);
        var reading = watch.ReadAsync(new byte[100]).AsTask();

        WriteAuthority(one);
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.False(reading.IsCompleted);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Another_certificate_of_a_plugin_ends_watches_and_an_old_one_does_not_come_back()
    {
        this.server.On("WATCH /api/v1/pods", Reply.Watch(ReplyEnd.Silence));
        var alice = new Credential(null, new ClientIdentity(one.Issue("alice"), []), 1);
        var bob = new Credential(null, new ClientIdentity(one.Issue("bob"), []), 2);
        var credentials = new TurningCredentials(alice, bob, alice);
        using var api = Client(credentials, new TlsMaterial { Authorities = [one.Authority] });
        using var watch = await api.OpenAsync(Watch, default).WaitAsync(Patience.Long);
        var reading = watch.ReadAsync(new byte[100]).AsTask();
        Assert.Equal("CN=alice", this.server.ClientCertificate?.Subject);

        credentials.Turn();
        await List(api);
        Assert.Equal("CN=bob", this.server.ClientCertificate?.Subject);
        await Assert.ThrowsAsync<CallFailedException>(() => reading.WaitAsync(Patience.Long));

        credentials.Turn();
        await List(api);
        Assert.Equal(2, metrics["k8guard_api_reconnects_total{changed=client}"]);
    }

    public async ValueTask DisposeAsync()
    {
        await this.server.DisposeAsync();
        folder.Dispose();
        one.Dispose();
        two.Dispose();
        metrics.Dispose();
    }

    private static ApiCall Watch { get; } =
        ApiCall.Get("watch", "Pod", "/api/v1/pods?watch=true", TimeSpan.FromHours(1)) with { IsWatch = true };

    private static async Task List(ApiClient api)
    {
        var call = ApiCall.Get("list", "Pod", "/api/v1/pods", TimeSpan.FromHours(1));
        using var answer = await api.OpenAsync(call, default).WaitAsync(Patience.Long);
        Assert.Equal(200, answer.Code);
        await answer.ReadAllAsync(100);
    }

    private void WriteAuthority(TestCertificates authority) => folder.Write("ca.crt", authority.Authority.ExportCertificatePem());

    private void WriteClient(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        folder.Write("client.crt", certificate.ExportCertificatePem());
        folder.Write("client.key", key.ExportPkcs8PrivateKeyPem());
    }

    private ApiClient Client(ICredentialSource? credentials = null, TlsMaterial? tls = null)
    {
        PemSource Of(string name) => PemSource.OfFile(Path.Combine(folder.Path, name));
        var read = new KubeconfigTls(Of("ca.crt"), Of("client.crt"), Of("client.key"), null, SkipVerification: false);
        return ApiClient.Create(
            new ClusterEndpoint
            {
                Server = this.server.Address,
                Description = "here",
                Credentials = credentials ?? new FixedToken(null),
                Tls = tls ?? read.Load(),
                TlsSources = tls is null ? new TlsSources(read.Authority, read.Certificate, read.Key, log) : null,
            },
            time, NullLoggerFactory.Instance, metrics.Meter);
    }
}
