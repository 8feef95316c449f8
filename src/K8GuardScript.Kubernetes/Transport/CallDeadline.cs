namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Ends a call when its time is over or when its caller gives up, and can tell which.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _both;

    public CallDeadline(TimeSpan length, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _timer = new CancellationTokenSource(length, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
    }

    /// <summary>Canceled in either case.</summary>
    public CancellationToken Token => _both.Token;

    /// <summary>The caller gave up.</summary>
    public bool CallerCanceled => _caller.IsCancellationRequested;

    /// <inheritdoc />
    public void Dispose()
    {
        _both.Dispose();
        _timer.Dispose();
    }
}
