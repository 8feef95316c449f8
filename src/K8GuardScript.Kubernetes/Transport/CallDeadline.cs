namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Ends a call when its time is over or when its caller gives up, and can tell which.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource both;

    public CallDeadline(TimeSpan length, TimeProvider time, CancellationToken caller)
    {
        this.caller = caller;
        timer = new CancellationTokenSource(length, time);
        both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, caller);
    }

    /// <summary>Canceled in either case.</summary>
    public CancellationToken Token => both.Token;

    /// <summary>The caller gave up.</summary>
    public bool CallerCanceled => this.caller.IsCancellationRequested;

    /// <inheritdoc />
    public void Dispose()
    {
        both.Dispose();
        timer.Dispose();
    }
}
