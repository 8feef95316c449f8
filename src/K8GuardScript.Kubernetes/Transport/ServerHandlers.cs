using System.Net;
using System.Text;
using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>The two kinds of connections to the API server: for calls with an end, and for watches.</summary>
internal static class ServerHandlers
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Lists may be compressed; connections are renewed now and then, to follow a load balancer.</summary>
    public static SocketsHttpHandler ForCalls(ClusterEndpoint endpoint, TlsMaterial tls, ClientIdentity? client)
    {
        var handler = Create(endpoint, tls, client);
        handler.AutomaticDecompression = endpoint.DisablesCompression ? DecompressionMethods.None : DecompressionMethods.GZip;
        handler.PooledConnectionLifetime = Lifetime;
        return handler;
    }

    /// <summary>Not compressed: a compressor would hold events back.</summary>
    public static SocketsHttpHandler ForWatches(ClusterEndpoint endpoint, TlsMaterial tls, ClientIdentity? client) =>
        Create(endpoint, tls, client);

    private static SocketsHttpHandler Create(ClusterEndpoint endpoint, TlsMaterial tls, ClientIdentity? client) => new()
    {
        ConnectCallback = Dialer.DialAsync,
        ConnectTimeout = ConnectTimeout,
        SslOptions = ServerTrust.OptionsFor(tls, client),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = endpoint.Proxy is not null || endpoint.UsesEnvironmentProxy,
        Proxy = endpoint.Proxy is { } proxy ? ProxyAt(proxy) : null,
        MaxResponseHeadersLength = 64,
        // names of users and groups to impersonate may be of any script, and go as client-go sends them
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        // an answer that is left unread is cut, not drained
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
    };

    private static WebProxy ProxyAt(Uri address)
    {
        var proxy = new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        if (address.UserInfo.Length == 0) return proxy;

        var parts = address.UserInfo.Split(':', 2);
        var password = parts.Length > 1 ? parts[1] : "";
        proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(password));
        return proxy;
    }
}
