namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Connections that were opened with the same certificates. Once retired they are closed when their last call ends.</summary>
internal sealed class ConnectionSet(HttpMessageHandler forCalls, HttpMessageHandler forWatches) : IDisposable
{
    private readonly HttpClient calls = new(forCalls) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly HttpClient watches = new(forWatches) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource cut = new();
    private readonly Lock gate = new();
    private int users;
    private bool isRetired;
    private bool isClosed;

    /// <param name="isWatch">watches have connections of their own</param>
    /// <param name="ended">told once when the use is over</param>
    /// <returns>null when the set is retired</returns>
    public ConnectionUse? Enter(bool isWatch, Action ended)
    {
        lock (gate)
        {
            if (isRetired) return null;
            users++;
            return new ConnectionUse(this, isWatch ? watches : calls, ended, isWatch ? cut.Token : CancellationToken.None);
        }
    }

    /// <summary>A use is over.</summary>
    public void Leave()
    {
        lock (gate) users--;
        CloseWhenUnused();
    }

    /// <summary>No call begins on it any more; those under way end as they do.</summary>
    /// <param name="cutsWatches">whether watches end now: they would go on for minutes as a client that we no longer are</param>
    public void Retire(bool cutsWatches)
    {
        lock (gate)
        {
            isRetired = true;
            if (isClosed) return;

            // until all are cut it is not closed by the last that ends
            users++;
        }

        if (cutsWatches) cut.Cancel();
        Leave();
    }

    /// <summary>Ends everything.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isRetired = true;
            if (isClosed) return;
            isClosed = true;
        }

        calls.Dispose();
        watches.Dispose();
        cut.Dispose();
    }

    private void CloseWhenUnused()
    {
        lock (gate)
        {
            if (!isRetired || users > 0) return;
        }

        Dispose();
    }
}
