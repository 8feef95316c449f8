using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Turns one context of a kubeconfig into an endpoint.</summary>
/// <param name="config">all files</param>
/// <param name="allowsExec">whether a credential plugin may be run</param>
/// <param name="time">of what is read again later</param>
/// <param name="log">of what is read again later</param>
internal sealed class KubeconfigEndpoint(MergedKubeconfig config, bool allowsExec, TimeProvider time, ILogger log)
{
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
        var login = user is null ? null : new KubeconfigUser(user, allowsExec, time, log);
        var credentials = login?.Credentials(cluster) ?? new FixedToken(null);
        var sources = KubeconfigTls.Read(cluster, user);
        var tls = sources.Load();
        var impersonation = user is null ? null : Impersonation.From(user);
        return new ClusterEndpoint
        {
            Server = server,
            Tls = tls,
            TlsSources = new TlsSources(sources.Authority, sources.Certificate, sources.Key, log),
            Credentials = credentials,
            Impersonation = impersonation,
            DisablesCompression = cluster.Flag("disable-compression"),
            Proxy = ProxyOf(cluster),
            UsesEnvironmentProxy = true,
            Namespace = context.Text("namespace") ?? "default",
            Description = $"context `{name}` of {config.Files}, server `{server.OriginalString}`" +
                (impersonation is null ? "" : $", as `{impersonation.User}`"),
            Warnings = [.. WarningsOf(cluster, tls, server, login)],
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

    private static IEnumerable<string> WarningsOf(KubeconfigMap cluster, TlsMaterial tls, Uri server, KubeconfigUser? login)
    {
        if (tls.SkipVerification)
        {
            yield return $"{cluster.Place("insecure-skip-tls-verify")} is on: anyone on the way can pose as `{server.OriginalString}`";
        }

        if (server.Scheme == "http" && login?.SendsToken == true)
            yield return $"{cluster.Place("server")} is http: the token is sent in the clear";
        if (login?.IgnoresPlugin == true)
            yield return $"{login.PluginPlace} is not run: the token beside it is used";
    }
}
