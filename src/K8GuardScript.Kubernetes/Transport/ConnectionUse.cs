namespace K8GuardScript.Kubernetes.Transport;

/// <summary>A call's use of connections; while it lasts they are not closed, but for watches when the client changes.</summary>
/// <param name="set">that is used</param>
/// <param name="client">sends</param>
/// <param name="ended">told once when the use is over</param>
/// <param name="cut">canceled when the connection must not be used any longer</param>
internal sealed class ConnectionUse(ConnectionSet set, HttpClient client, Action ended, CancellationToken cut) : IDisposable
{
    private int isOver;

    /// <summary>See the constructor.</summary>
    public HttpClient Client { get; } = client;

    /// <summary>See the constructor.</summary>
    public CancellationToken Cut { get; } = cut;

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isOver, 1) != 0) return;
        ended();
        set.Leave();
    }
}
