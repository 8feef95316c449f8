using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Configuration;

public sealed class EndpointLoaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TestCertificates certificates = new();
    private readonly Dictionary<string, string> environment = [];

    [Fact]
    public void A_file_that_was_named_goes_before_everything_else()
    {
        environment["KUBECONFIG"] = folder.Write("b", Config("https://b:1"));

        Assert.Equal("https://a:1/", Load(folder.Write("a", Config("https://a:1"))).Server.AbsoluteUri);
    }

    [Fact]
    public void In_a_list_the_first_file_that_has_a_name_wins_and_missing_files_are_passed_over()
    {
        var first = folder.Write("first", """
            contexts: [{name: c, context: {cluster: k, user: u}}]
            clusters: [{name: k, cluster: {server: 'https://first:1'}}]
            """);
        var second = folder.Write("second", Config("https://second:2"));
        environment["KUBECONFIG"] = string.Join(Path.PathSeparator, [Path.Combine(folder.Path, "none"), first, second]);

        var endpoint = Load();

        Assert.Equal("https://first:1/", endpoint.Server.AbsoluteUri);
        Assert.Contains(second, endpoint.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relative_paths_are_taken_from_the_folder_of_their_own_file()
    {
        folder.Write("one/token", "from one");
        var file = folder.Write("one/config", Config("https://a:1", user: "tokenFile: ../two/token"));
        folder.Write("two/token", "t0");

        var token = (await Load(file).Credentials.GetAsync(default)).Token;

        Assert.Equal("t0", token);
    }

    [Fact]
    public void The_user_s_own_file_is_used_when_nothing_is_named()
    {
        folder.Write(".kube/config", Config("https://home:1"));

        Assert.Equal("home", Load().Server.Host);
    }

    [Fact]
    public async Task A_pod_uses_its_service_account()
    {
        InPod("10.0.0.1", "443");

        var endpoint = Load();

        Assert.Equal("https://10.0.0.1/", endpoint.Server.AbsoluteUri);
        Assert.Equal("pod-token", (await endpoint.Credentials.GetAsync(default)).Token);
        Assert.Equal(("guard", false), (endpoint.Namespace, endpoint.UsesEnvironmentProxy));
        Assert.Equal(certificates.Authority.Thumbprint, Assert.Single(endpoint.Tls.Authorities!).Thumbprint);
    }

    [Fact]
    public void A_pod_may_find_its_server_under_an_IPv6_address()
    {
        InPod("fd00::1", "6443");

        Assert.Equal("https://[fd00::1]:6443/", Load().Server.AbsoluteUri);
    }

    [Fact]
    public void A_pod_without_a_token_is_told_what_to_set()
    {
        InPod("10.0.0.1", "443");
        File.Delete(Path.Combine(folder.Path, "account", "token"));

        Assert.Contains("automountServiceAccountToken: true", Refusal(() => Load()), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_anything_the_places_that_were_looked_at_are_named() => Assert.Contains(
        $"there is no `{Path.Combine(folder.Path, ".kube", "config")}`, KUBECONFIG is not set, and this is no pod",
        Refusal(() => Load()),
        StringComparison.Ordinal);

    [Fact]
    public void A_KUBECONFIG_of_missing_files_is_an_error_and_not_passed_over()
    {
        environment["KUBECONFIG"] = "/nowhere/at/all";
        folder.Write(".kube/config", Config("https://home:1"));

        Assert.Contains("KUBECONFIG is `/nowhere/at/all`", Refusal(() => Load()), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        folder.Dispose();
        certificates.Dispose();
    }

    private static string Config(string server, string user = "token: t") =>
        $$"""
        current-context: c
        contexts: [{name: c, context: {cluster: k, user: v} }]
        clusters: [{name: k, cluster: { server: '{{server}}' } }]
        users: [{name: v, user: { {{user}} } }, {name: u, user: {token: t} }]

        """;

    private static string Refusal(Action load) => Assert.Throws<KubeconfigException>(load).Message;

    private ClusterEndpoint Load(string? path = null) => EndpointLoader.Load(
        new ConfigurationPlaces
        {
            ExplicitPath = path,
            Environment = name => environment.GetValueOrDefault(name),
            Home = folder.Path,
            ServiceAccountFolder = Path.Combine(folder.Path, "account"),
        },
        new ManualTime(),
        NullLoggerFactory.Instance);

    private void InPod(string host, string port)
    {
        environment["KUBERNETES_SERVICE_HOST"] = host;
        environment["KUBERNETES_SERVICE_PORT"] = port;
        folder.Write("account/token", "pod-token");
        folder.Write("account/namespace", "guard\n");
        folder.Write("account/ca.crt", certificates.Authority.ExportCertificatePem());
    }
}
