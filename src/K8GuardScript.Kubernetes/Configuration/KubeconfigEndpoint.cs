using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Turns one context of a kubeconfig into an endpoint.</summary>
internal sealed class KubeconfigEndpoint(MergedKubeconfig config, TimeProvider time, ILogger log)
{
    private static readonly string[] Impersonation = ["as", "as-uid", "as-groups", "as-user-extra"];

    /// <param name="contextName">null for the current context</param>
    /// <exception cref="KubeconfigException">something is missing, contradicts itself or is not supported</exception>
    public ClusterEndpoint Resolve(string? contextName)
    {
        var name = contextName ?? config.CurrentContext ?? throw new KubeconfigException(
            $"no current-context in {config.Files}; name one with --context: {config.Names("contexts")}");
        var context = config.Context(name);
        var clusterName = context.Text("cluster") ?? throw context.Wrong("cluster", "is missing; name one of `clusters`");
        var cluster = config.Cluster(clusterName, name);
        var user = context.Text("user") is { } userName ? config.User(userName, name) : null;

        var server = ServerOf(cluster);
        var credentials = user is null ? new FixedToken(null) : CredentialsOf(user);
        var tls = TlsOf(cluster, user);
        return new ClusterEndpoint
        {
            Server = server,
            Tls = tls,
            Credentials = credentials,
            Proxy = ProxyOf(cluster),
            UsesEnvironmentProxy = true,
            Namespace = context.Text("namespace") ?? "default",
            Description = $"context `{name}` of {config.Files}, server `{server.OriginalString}`",
            Warnings = [.. WarningsOf(cluster, tls, server, sendsToken: user?.Has("token") == true || user?.Has("tokenFile") == true)],
        };
    }

    private static Uri ServerOf(KubeconfigMap cluster)
    {
        var text = cluster.Text("server") ?? throw cluster.Wrong("server", "is missing; write it as https://HOST:PORT");
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var server)
            || server.Scheme is not ("http" or "https") || server.Host.Length == 0
            || server.UserInfo.Length > 0 || server.Query.Length > 0 || server.Fragment.Length > 0)
        {
            throw cluster.Wrong("server", "is no address of a server; write it as https://HOST:PORT");
        }

        return server;
    }

    private static Uri? ProxyOf(KubeconfigMap cluster)
    {
        if (cluster.Text("proxy-url") is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks5"
            ? proxy
            : throw cluster.Wrong("proxy-url", "is no address of a proxy; write it as http://, https:// or socks5://HOST:PORT");
    }

    private static TlsMaterial TlsOf(KubeconfigMap cluster, KubeconfigMap? user)
    {
        var skip = cluster.Flag("insecure-skip-tls-verify");
        var authorities = Pem(cluster, "certificate-authority");
        if (skip && authorities is not null)
            throw cluster.Wrong("insecure-skip-tls-verify", "contradicts a certificate-authority beside it; remove one of them");

        var certificate = user is null ? null : Pem(user, "client-certificate");
        var key = user is null ? null : Pem(user, "client-key");
        if (certificate is null != key is null)
        {
            throw user!.Wrong(
                certificate is null ? "client-key" : "client-certificate", "has no counterpart; name both certificate and key");
        }

        var client = certificate is { } c && key is { } k ? CertificateMaterial.Client(c.Text, c.Place, k.Text, k.Place) : default;
        return new TlsMaterial
        {
            Authorities = authorities is { } ca ? CertificateMaterial.Authorities(ca.Text, ca.Place) : null,
            ClientCertificate = client.Own,
            ClientIntermediates = client.Intermediates ?? [],
            ServerName = cluster.Text("tls-server-name"),
            SkipVerification = skip,
        };
    }

    private ICredentialSource CredentialsOf(KubeconfigMap user)
    {
        RefuseWhatIsNotSupported(user);
        if (user.FilePath("tokenFile") is { } path)
        {
            return File.Exists(path)
                ? new TokenFile(path, time, log)
                : throw user.Wrong("tokenFile", $"is `{path}`, which does not exist; correct the path");
        }

        var token = user.Text("token");
        if (token is not null && !BearerToken.IsWellFormed(token))
            throw user.Wrong("token", "holds characters that no token has; copy it again without line breaks");
        return new FixedToken(token);
    }

    private static void RefuseWhatIsNotSupported(KubeconfigMap user)
    {
        if (user.Has("exec"))
            throw user.Wrong("exec", "is a credential plugin, which is not supported yet; use a token or a client certificate");
        if (user.Has("auth-provider"))
            throw user.Wrong("auth-provider", "was removed from Kubernetes clients; use a token or a client certificate");
        if (user.Has("username") || user.Has("password"))
        {
            throw user.Wrong(
                user.Has("username") ? "username" : "password",
                "is basic authentication, which Kubernetes no longer has; use a token or a client certificate");
        }

        // to ignore it would mean to act with more rights than the file wants
        if (Array.Find(Impersonation, user.Has) is { } impersonation)
            throw user.Wrong(impersonation, "is impersonation, which is not supported; use credentials of that user");
    }

    private static IEnumerable<string> WarningsOf(KubeconfigMap cluster, TlsMaterial tls, Uri server, bool sendsToken)
    {
        if (tls.SkipVerification)
        {
            yield return $"{cluster.Place("insecure-skip-tls-verify")} is on: anyone on the way can pose as `{server.OriginalString}`";
        }

        if (server.Scheme == "http" && sendsToken)
            yield return $"{cluster.Place("server")} is http: the token is sent in the clear";
    }

    /// <summary>PEM text from <c>KEY-data</c>, which wins, or from the file that <c>KEY</c> names.</summary>
    private static (string Text, string Place)? Pem(KubeconfigMap map, string key)
    {
        if (map.Decoded($"{key}-data") is { } data) return (data, map.Place($"{key}-data"));
        if (map.FilePath(key) is not { } path) return null;
        return File.Exists(path)
            ? (CertificateMaterial.ReadFile(path), $"`{path}`")
            : throw map.Wrong(key, $"is `{path}`, which does not exist; correct the path");
    }
}
