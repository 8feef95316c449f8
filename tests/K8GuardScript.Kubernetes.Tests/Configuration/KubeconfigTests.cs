using System.Text;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Configuration;

public sealed class KubeconfigTests : IDisposable
{
    private const string Missing = "which does not exist; correct the path";

    private readonly TemporaryFolder folder = new();
    private readonly TestCertificates certificates = new();

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "server: ''", "", "cluster `k`: `server` is missing; write it as https://HOST:PORT" },
        { "server: 10.0.0.1:6443", "", "cluster `k`: `server` is no address of a server; write it as https://HOST:PORT" },
        { "server: ftp://a", "", "cluster `k`: `server` is no address of a server; write it as https://HOST:PORT" },
        { "server: https://user:s3cret@a", "", "cluster `k`: `server` is no address of a server; write it as https://HOST:PORT" },
        { "server: [a]", "", "cluster `k`: `server` must be a text" },
        { "insecure-skip-tls-verify: maybe", "", "cluster `k`: `insecure-skip-tls-verify` must be true or false" },
        {
            "proxy-url: ftp://u:s3cret@p", "",
            "cluster `k`: `proxy-url` is no address of a proxy; write it as http://, https:// or socks5://HOST:PORT"
        },
        {
            "certificate-authority-data: s3cret!", "",
            "cluster `k`: `certificate-authority-data` is not base64; encode the file with `base64 -w0`"
        },
        {
            "certificate-authority-data: aGVsbG8=", "",
            "cluster `k`: `certificate-authority-data`: holds no certificate; it must be PEM with `BEGIN CERTIFICATE`"
        },
        {
            "", "exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, args: [--password, s3cret]}",
            "user `u`: `exec` names the credential plugin `aws`, a program that would be run here: allow it with --allow-exec " +
            "if you trust this file, or use a token or a client certificate"
        },
        { "", "exec: {apiVersion: client.authentication.k8s.io/v1}", "exec: `command` is missing; name the plugin's program" },
        {
            "", "exec: {command: aws}",
            "exec: `apiVersion` is missing; write client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1, as the plugin's manual says"
        },
        {
            "", "exec: {command: aws, apiVersion: client.authentication.k8s.io/v1alpha1}",
            "exec: `apiVersion` is client.authentication.k8s.io/v1alpha1, which Kubernetes removed; update the plugin and write " +
            "client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1"
        },
        {
            "", "exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}",
            "exec: `interactiveMode` is `Always`: the plugin asks a person, and there is none here; use one that needs no terminal"
        },
        {
            "", "exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, interactiveMode: always}",
            "exec: `interactiveMode` must be Never, IfAvailable or Always"
        },
        { "", "exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, args: {a: b}}", "exec: `args` must be a list" },
        { "", "exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, args: [[a]]}", "exec: `args` must be a list of texts" },
        {
            "", "exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, env: [{value: s3cret}]}",
            "env: `name` is missing; name the variable"
        },
        { "", "exec: s3cret", "user `u`: `exec` must be a mapping" },
        {
            "", "auth-provider: {name: gcp, config: {access-token: s3cret}}",
            "user `u`: `auth-provider` was removed from Kubernetes clients; use the exec plugin `gke-gcloud-auth-plugin` " +
            "(run `gcloud container clusters get-credentials` anew) with --allow-exec"
        },
        {
            "", "auth-provider: {name: azure}",
            "user `u`: `auth-provider` was removed from Kubernetes clients; use the exec plugin `kubelogin` " +
            "(run `kubelogin convert-kubeconfig`) with --allow-exec"
        },
        {
            "", "auth-provider: {name: oidc, config: {id-token: s3cret}}",
            "user `u`: `auth-provider` was removed from Kubernetes clients; use an exec plugin that gets OIDC tokens, " +
            "such as `kubectl-oidc_login`, with --allow-exec, or a tokenFile"
        },
        {
            "", "auth-provider: {name: openstack}",
            "user `u`: `auth-provider` was removed from Kubernetes clients; use a token, a client certificate, or an exec plugin with --allow-exec"
        },
        {
            "", "username: admin\n      password: s3cret",
            "user `u`: `username` is basic authentication, which Kubernetes no longer has; use a token or a client certificate"
        },
        { "", "as-groups: [admins]", "user `u`: `as-groups` says nothing without `as`; name the user to impersonate there" },
        { "", "as: \"root\\r\\nX-Remote-User: a\"", "user `u`: `as` holds control characters or spaces around it; remove them" },
        { "", "token: 's3cret two'", "user `u`: `token` holds characters that no token has; copy it again without line breaks" },
        { "", "client-certificate-data: czNjcmV0", "user `u`: `client-certificate` has no counterpart; name both certificate and key" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_place_and_what_to_do(string cluster, string user, string expected)
    {
        var path = this.folder.Write("config", Config(cluster, user));

        var message = Refusal(path);

        Assert.EndsWith(expected, message, StringComparison.Ordinal);
        Assert.StartsWith($"kubeconfig `{path}`(", message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_and_column_are_those_of_the_value()
    {
        var path = this.folder.Write("config", """
            current-context: c
            contexts: [{name: c, context: {cluster: k}}]
            clusters:
            - name: k
              cluster:
                server: ftp://a
            """);

        Assert.StartsWith($"kubeconfig `{path}`(6,13): cluster `k`: `server` ", Refusal(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty; write it anew or name another")]
    [InlineData(" \n\n", "is empty; write it anew or name another")]
    [InlineData("- a\n- b\n", "holds no keys such as `clusters:`; is it another kind of file?")]
    [InlineData("kind: Deployment\n", "`kind` is `Deployment`, not `Config`: this is no kubeconfig; name another file")]
    [InlineData("users:\n- name: u\n  user: {token: *s3cret}\n", "is no valid YAML there; correct it")]
    [InlineData("users:\n\t- token: s3cret\n", "is no valid YAML there; correct it")]
    [InlineData("users: [{user: {token: s3cret, token: s3cret}}]\n", "is no valid YAML there; correct it")]
    [InlineData("clusters: []\n", "no current-context in ")]
    [InlineData("current-context: c\n", "context `c` is not in ")]
    [InlineData("current-context: c\ncontexts: {}\n", "`contexts` must be a list")]
    [InlineData("current-context: c\ncontexts: [a]\n", "`contexts` must be a list of mappings")]
    [InlineData("current-context: c\ncontexts: [{name: c}]\n", "`context` is missing in context `c`")]
    [InlineData("current-context: c\ncontexts: [{name: c, context: {}}]\n", "context `c`: `cluster` is missing; name one of `clusters`")]
    [InlineData(
        "current-context: c\ncontexts: [{name: c, context: {cluster: K}}]\nclusters: [{name: k, cluster: {server: x}}]\n",
        "context `c` names cluster `K`, which is not in ")]
    [InlineData(
        "current-context: c\ncontexts: [{name: c, context: {cluster: k, user: u}}]\nclusters: [{name: k, cluster: {}}]\n",
        "context `c` names user `u`, which is not in ")]
    public void A_file_that_can_not_be_used_is_named_with_the_reason(string content, string expected)
    {
        var path = this.folder.Write("config", content);

        var message = Refusal(path);

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_or_a_folder_is_named()
    {
        Assert.Equal("there is no kubeconfig `/nowhere`; correct the path", Refusal("/nowhere"));
        Assert.Equal($"`{this.folder.Path}` is a folder; name the kubeconfig file in it", Refusal(this.folder.Path));
    }

    [Fact]
    public void Files_that_a_kubeconfig_names_must_be_there()
    {
        var authority = Refusal(this.folder.Write("config", Config("certificate-authority: ca.crt", "")));
        var token = Refusal(this.folder.Write("config", Config("", "tokenFile: token")));

        Assert.EndsWith($"`certificate-authority` is `{this.folder.Path}/ca.crt`, {Missing}", authority, StringComparison.Ordinal);
        Assert.EndsWith($"`tokenFile` is `{this.folder.Path}/token`, {Missing}", token, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_certificate_is_loaded_with_its_key_from_data_or_files()
    {
        using var own = certificates.Issue("admin");
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(own)!;
        var certificate = this.folder.Write("client.crt", own.ExportCertificatePem() + "\n" + certificates.Authority.ExportCertificatePem());
        this.folder.Write("client.key", key.ExportPkcs8PrivateKeyPem());

        var user = $"client-certificate: {certificate}\n      client-key-data: {Base64(key.ExportPkcs8PrivateKeyPem())}";
        var tls = Load(this.folder.Write("config", Config("", user))).Tls;

        Assert.True(tls.Client!.Certificate.HasPrivateKey);
        Assert.Equal("CN=admin", tls.Client.Certificate.Subject);
        Assert.Equal(certificates.Authority.Thumbprint, Assert.Single(tls.Client.Intermediates).Thumbprint);
    }

    [Fact]
    public void A_key_that_does_not_belong_to_the_certificate_is_refused()
    {
        using var own = certificates.Issue("admin");
        using var other = System.Security.Cryptography.ECDsa.Create();

        var certificate = Base64(own.ExportCertificatePem());
        var key = Base64(other.ExportPkcs8PrivateKeyPem());
        var user = $"client-certificate-data: {certificate}\n      client-key-data: {key}";
        var message = Refusal(this.folder.Write("config", Config("", user)));

        Assert.Contains("is no PEM private key for the certificate in ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_context_is_read()
    {
        var cluster = "proxy-url: socks5://proxy:1080\n      tls-server-name: kubernetes\n      insecure-skip-tls-verify: true";
        var path = this.folder.Write("config", Config(cluster, "token: abc"));

        var endpoint = Load(path, "c");

        Assert.Equal("https://a:6443", endpoint.Server.OriginalString);
        Assert.Equal("socks5://proxy:1080/", endpoint.Proxy?.AbsoluteUri);
        Assert.Equal(("kubernetes", true, "shop"), (endpoint.Tls.ServerName, endpoint.Tls.SkipVerification, endpoint.Namespace));
        Assert.Equal("abc", (await endpoint.Credentials.GetAsync(default)).Token);
        Assert.Contains("`insecure-skip-tls-verify` is on", Assert.Single(endpoint.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("abc", endpoint.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_file_goes_before_a_token_and_either_before_a_plugin()
    {
        var plugin = "exec: {command: none, apiVersion: client.authentication.k8s.io/v1}";
        this.folder.Write("token", "from-file");

        var file = Load(this.folder.Write("config", Config("", $"token: inline\n      tokenFile: token\n      {plugin}")));
        var inline = Load(this.folder.Write("config", Config("", $"token: inline\n      {plugin}")));

        Assert.Equal("from-file", (await file.Credentials.GetAsync(default)).Token);
        Assert.Equal("inline", (await inline.Credentials.GetAsync(default)).Token);
        Assert.EndsWith("`exec` is not run: the token beside it is used", Assert.Single(inline.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Whom_to_impersonate_is_said_in_headers()
    {
        var user = "as: jürgen\n      as-uid: u-1\n      as-groups: [a, b c]\n      as-user-extra: {acme.com/Project: [p1, p2]}";

        var endpoint = Load(this.folder.Write("config", Config("", user)));

        Assert.Equal(
            [
                new("Impersonate-User", "jürgen"), new("Impersonate-Uid", "u-1"), new("Impersonate-Group", "a"),
                new("Impersonate-Group", "b c"), new("Impersonate-Extra-acme.com%2FProject", "p1"),
                new("Impersonate-Extra-acme.com%2FProject", "p2"),
            ],
            endpoint.Impersonation!.Headers);
        Assert.EndsWith(", as `jürgen`", endpoint.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void No_verification_and_an_authority_contradict_each_other()
    {
        var authority = Base64(certificates.Authority.ExportCertificatePem());
        var cluster = $"insecure-skip-tls-verify: true\n      certificate-authority-data: {authority}";
        var message = Refusal(this.folder.Write("config", Config(cluster, "")));

        Assert.Contains("contradicts a certificate-authority beside it; remove one of them", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_that_is_not_there_brings_the_list_of_those_that_are() =>
        Assert.EndsWith("; name one of `c`", Refusal(this.folder.Write("config", Config("", "")), "nope"), StringComparison.Ordinal);

    [Fact]
    public void A_token_over_plain_http_is_warned_about() => Assert.EndsWith(
        "is http: the token is sent in the clear",
        Assert.Single(Load(this.folder.Write("config", Config("server: http://a", "token: abc"))).Warnings),
        StringComparison.Ordinal);

    public void Dispose()
    {
        this.folder.Dispose();
        certificates.Dispose();
    }

    private static string Config(string cluster, string user) =>
        $$"""
        apiVersion: v1
        kind: Config
        current-context: c
        contexts:
          - name: c
            context: {cluster: k, user: u, namespace: shop}
        clusters:
          - name: k
            cluster:
              {{(cluster.StartsWith("server", StringComparison.Ordinal) ? "" : "server: https://a:6443")}}
              {{cluster}}
        users:
          - name: u
            user:
              other: x
              {{user}}

        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Refusal(string path, string? context = null) =>
        Assert.Throws<KubeconfigException>(() => Load(path, context)).Message;

    private static ClusterEndpoint Load(string path, string? context = null) => EndpointLoader.Load(
        new ConfigurationPlaces { ExplicitPath = path, Context = context }, new ManualTime(), NullLoggerFactory.Instance);
}
