using System.Security.Cryptography.X509Certificates;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Transport;

public sealed class TlsTests
{
    private const string Version = """{"gitVersion":"v1.36.2"}""";

    [Fact]
    public async Task A_certificate_of_the_right_authority_for_this_host_is_trusted()
    {
        using var authority = new TestCertificates();
        var (outcome, requests, _) = await Ask(authority.Issue("127.0.0.1"), new TlsMaterial { Authorities = [authority.Authority] });

        Assert.Equal((true, "v1.36.2"), (outcome.IsReached, outcome.Version));
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_certificate_of_the_right_authority_for_another_host_is_refused()
    {
        using var authority = new TestCertificates();
        var (outcome, requests, _) = await Ask(
            authority.Issue("other.example.com"), new TlsMaterial { Authorities = [authority.Authority] });

        Assert.False(outcome.IsReached);
        Assert.Contains("the server can't be trusted or refuses TLS: ", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task A_certificate_of_the_right_authority_for_another_address_is_refused()
    {
        using var authority = new TestCertificates();
        var (outcome, requests, _) = await Ask(authority.Issue("127.0.0.2"), new TlsMaterial { Authorities = [authority.Authority] });

        Assert.False(outcome.IsReached);
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task A_certificate_whose_time_is_over_is_refused()
    {
        using var authority = new TestCertificates();
        var (outcome, requests, _) = await Ask(authority.IssueExpired("127.0.0.1"), new TlsMaterial { Authorities = [authority.Authority] });

        Assert.False(outcome.IsReached);
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task A_certificate_that_is_for_clients_does_not_do_for_a_server()
    {
        using var authority = new TestCertificates();
        var (outcome, requests, _) = await Ask(authority.IssueForClients("127.0.0.1"), new TlsMaterial { Authorities = [authority.Authority] });

        Assert.False(outcome.IsReached);
        Assert.Equal(0, requests);
    }

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("10.0.0.2", false)]
    [InlineData("127.0.0.1", false)]
    public async Task The_expected_name_may_be_an_address(string expected, bool isReached)
    {
        using var authority = new TestCertificates();
        var (outcome, _, _) = await Ask(
            authority.Issue("10.0.0.1"), new TlsMaterial { Authorities = [authority.Authority], ServerName = expected });

        Assert.Equal(isReached, outcome.IsReached);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        using var authority = new TestCertificates();
        using var other = new TestCertificates("another authority");
        var (outcome, requests, _) = await Ask(authority.Issue("127.0.0.1"), new TlsMaterial { Authorities = [other.Authority] });

        Assert.False(outcome.IsReached);
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task An_authority_that_the_machine_does_not_know_is_refused_by_default()
    {
        using var authority = new TestCertificates();
        var (outcome, _, _) = await Ask(authority.Issue("127.0.0.1"), TlsMaterial.Default);

        Assert.False(outcome.IsReached);
    }

    [Fact]
    public async Task The_expected_name_may_differ_from_the_address()
    {
        using var authority = new TestCertificates();
        var (outcome, _, _) = await Ask(
            authority.Issue("kubernetes.default"),
            new TlsMaterial { Authorities = [authority.Authority], ServerName = "kubernetes.default" });

        Assert.True(outcome.IsReached, outcome.Message);
    }

    [Fact]
    public async Task An_expected_name_that_is_not_in_the_certificate_is_refused()
    {
        using var authority = new TestCertificates();
        var (outcome, _, _) = await Ask(
            authority.Issue("127.0.0.1"), new TlsMaterial { Authorities = [authority.Authority], ServerName = "kubernetes.default" });

        Assert.False(outcome.IsReached);
    }

    [Fact]
    public async Task Without_verification_any_authority_and_any_name_will_do()
    {
        using var authority = new TestCertificates();
        var (unknown, _, _) = await Ask(authority.Issue("127.0.0.1"), new TlsMaterial { SkipVerification = true });
        var (otherName, _, _) = await Ask(authority.Issue("other.example.com"), new TlsMaterial { SkipVerification = true });

        Assert.True(unknown.IsReached, unknown.Message);
        Assert.True(otherName.IsReached, otherName.Message);
    }

    [Fact]
    public async Task The_client_shows_its_certificate()
    {
        using var authority = new TestCertificates();
        using var own = authority.Issue("admin");
        var (outcome, _, shown) = await Ask(
            authority.Issue("127.0.0.1"), new TlsMaterial { Authorities = [authority.Authority], Client = new ClientIdentity(own, []) });

        Assert.True(outcome.IsReached, outcome.Message);
        Assert.Equal("CN=admin", shown?.Subject);
    }

    private static async Task<(VersionOutcome Outcome, int Requests, X509Certificate2? Shown)> Ask(
        X509Certificate2 certificate, TlsMaterial tls)
    {
        using var owned = certificate;
        using var metrics = new MetricTally();
        await using var server = new ScriptedServer(certificate, asksForCertificate: tls.Client is not null);
        server.On("GET /version", Reply.Json(Version));
        using var api = ApiClient.Create(
            new ClusterEndpoint { Server = server.Address, Tls = tls, Description = "the test server" },
            TimeProvider.System, NullLoggerFactory.Instance, metrics.Meter);
        var outcome = await api.VersionAsync(CancellationToken.None).WaitAsync(Patience.Long);
        return (outcome, server.Requests.Length, server.ClientCertificate);
    }
}
