using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Measuring;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>
/// The connections to the server. When certificates change new ones are opened with the new certificates: another
/// authority lets the old ones end by themselves, another client also ends the watches (client-go <c>cert_rotation.go</c>).
/// </summary>
internal sealed class ServerConnections : IDisposable
{
    /// <summary>How often files of certificates are looked at.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly ClusterEndpoint endpoint;
    private readonly ApiMetrics metrics;
    private readonly ILogger log;
    private readonly ITimer? looking;
    private TlsMaterial tls;
    private ClientIdentity? identity;
    private int ordinal;
    private ConnectionSet current;
    private bool isDisposed;

    public ServerConnections(ClusterEndpoint endpoint, TimeProvider time, ApiMetrics metrics, ILogger log)
    {
        this.endpoint = endpoint;
        this.metrics = metrics;
        this.log = log;
        this.tls = endpoint.Tls;
        this.current = Open();
        if (endpoint.Server.Scheme == Uri.UriSchemeHttps && endpoint.TlsSources is { CanChange: true } sources)
        {
            // armed again after each look, so that looks never overlap
            this.looking = time.CreateTimer(_ => Look(sources), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            this.looking.Change(LookEvery, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Connections for one try of a call.</summary>
    /// <exception cref="ObjectDisposedException">the client is disposed of</exception>
    public ConnectionUse Enter(ApiCall call, Credential credential)
    {
        Action? retire = null;
        try
        {
            lock (gate)
            {
                if (credential.Ordinal > this.ordinal)
                {
                    this.ordinal = credential.Ordinal;
                    if (!ReferenceEquals(credential.Identity, this.identity)) retire = Swap(this.tls, credential.Identity);
                }

                var use = this.current.Enter(call.IsWatch, () => metrics.Ended(call.Verb));
                ObjectDisposedException.ThrowIf(use is null, typeof(ApiClient));
                metrics.Begun(call.Verb);
                return use;
            }
        }
        finally
        {
            retire?.Invoke();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        looking?.Dispose();
        lock (gate)
        {
            isDisposed = true;
            this.current.Dispose();
        }
    }

    private void Look(TlsSources sources)
    {
        try
        {
            var found = sources.Look(this.tls);
            Action retire;
            lock (gate)
            {
                if (isDisposed || ReferenceEquals(found, this.tls)) return;
                retire = Swap(found, this.identity);
            }

            retire();
        }
        catch (Exception e)
        {
            // INVARIANT: a failed look is followed by the next one
            TransportLog.LookFailed(this.log, e);
        }
        finally
        {
            if (!isDisposed) looking?.Change(LookEvery, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Certificates of the configuration go before those of a plugin, as in client-go.</summary>
    /// <returns>what ends the old connections, to be done without holding the lock: it runs code of those who use them</returns>
    private Action Swap(TlsMaterial tls, ClientIdentity? identity)
    {
        var before = this.tls.Client ?? this.identity;
        (this.tls, this.identity) = (tls, identity);
        var old = this.current;
        this.current = Open();
        var isOtherClient = !ReferenceEquals(before, tls.Client ?? identity);
        metrics.Reconnected(isOtherClient ? "client" : "authority");
        return () => old.Retire(cutsWatches: isOtherClient);
    }

    private ConnectionSet Open()
    {
        var client = this.tls.Client ?? this.identity;
        return new ConnectionSet(
            ServerHandlers.ForCalls(endpoint, this.tls, client), ServerHandlers.ForWatches(endpoint, this.tls, client));
    }
}
