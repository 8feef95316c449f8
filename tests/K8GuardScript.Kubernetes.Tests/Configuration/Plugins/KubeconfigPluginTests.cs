using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Configuration.Plugins;

/// <summary>From the text of a kubeconfig to the credential.</summary>
public sealed class KubeconfigPluginTests : IDisposable
{
    private const string Print = """
        echo "$@" > "$(dirname "$0")/seen"
        printf '%s\n' "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/info"

        """;

    private readonly ScriptedPlugin plugin = new(Print + ScriptedPlugin.Token("t0ken", new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero)));
    private readonly TestCertificates certificates = new();

    [Fact]
    public async Task A_plugin_is_found_beside_its_kubeconfig_and_learns_all_of_the_cluster()
    {
        var authority = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificates.Authority.ExportCertificatePem()));
        var endpoint = Load(
            """
            command: ./plugin
            args: [get-token, --cluster, 'a b', 15]
            interactiveMode: IfAvailable
            provideClusterInfo: true
            """,
            $$"""
            certificate-authority-data: {{authority}}
            tls-server-name: kubernetes
            proxy-url: http://proxy:3128
            disable-compression: true
            extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: x, n: 5, deep: [true, null, "7", 1.5]} }]
            """);

        Assert.Equal("t0ken", (await endpoint.Credentials.GetAsync(default)).Token);

        Assert.Equal("get-token --cluster a b 15\n", plugin.Wrote("seen"));
        var expected = $$"""
            {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false,"cluster":{
            "server":"https://a:6443","tls-server-name":"kubernetes","certificate-authority-data":"{{authority}}",
            "proxy-url":"http://proxy:3128","disable-compression":true,
            "config":{"audience":"x","n":5,"deep":[true,null,"7",1.5]} } } }
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(plugin.Wrote("info"))), plugin.Wrote("info"));
        Assert.DoesNotContain("t0ken", endpoint.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_does_not_ask_learns_nothing_of_the_cluster()
    {
        await Load("command: ./plugin", "tls-server-name: kubernetes").Credentials.GetAsync(default);

        Assert.Equal(
            """{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false}}""",
            plugin.Wrote("info").TrimEnd());
    }

    [Fact]
    public async Task A_plugin_that_is_missing_does_not_keep_the_file_from_being_read()
    {
        var endpoint = Load("command: ./none\ninstallHint: |-\n  get it at https://example.com", "");

        var thrown = await Assert.ThrowsAsync<CredentialException>(async () => await endpoint.Credentials.GetAsync(default));

        Assert.Equal(
            $"credential plugin `./none` is not found at `{Path.Combine(plugin.Folder, "none")}`; get it at https://example.com", thrown.Message);
    }

    public void Dispose()
    {
        plugin.Dispose();
        certificates.Dispose();
    }

    private static string Indented(string lines, int by) => string.Join('\n', lines.Split('\n').Select(line => new string(' ', by) + line));

    private ClusterEndpoint Load(string exec, string cluster)
    {
        var path = Path.Combine(plugin.Folder, "config");
        File.WriteAllText(path, $$"""
            current-context: c
            contexts: [{name: c, context: {cluster: k, user: u} }]
            clusters:
            - name: k
              cluster:
                server: https://a:6443
            {{Indented(cluster, 4)}}
            users:
            - name: u
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
            {{Indented(exec, 6)}}

            """);
        return EndpointLoader.Load(
            new ConfigurationPlaces { ExplicitPath = path, AllowsExec = true }, new ManualTime(), NullLoggerFactory.Instance);
    }
}
