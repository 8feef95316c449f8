namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Ends a call when its time is over, when its caller gives up or when its connection is given up, and can tell which.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource both;
    private readonly TimeProvider time;
    private long started;
    private CancellationTokenRegistration cut;

    public CallDeadline(TimeSpan length, TimeProvider time, CancellationToken caller)
    {
        this.caller = caller;
        this.time = time;
        started = time.GetTimestamp();
        Length = length;
        timer = new CancellationTokenSource(length, time);
        both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, caller);
    }

    /// <summary>All that the call was given.</summary>
    public TimeSpan Length { get; private set; }

    /// <summary>What of it is left; may be negative.</summary>
    public TimeSpan Remaining => Length - time.GetElapsedTime(started);

    /// <summary>The connection was given up, as the client is another one now.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Canceled in each case.</summary>
    public CancellationToken Token => both.Token;

    /// <summary>The caller gave up.</summary>
    public bool CallerCanceled => this.caller.IsCancellationRequested;

    /// <summary>Whatever comes next has this long, from now on.</summary>
    public void Restart(TimeSpan length)
    {
        started = time.GetTimestamp();
        Length = length;
        timer.CancelAfter(length);
    }

    /// <summary>From now on the call also ends when this is canceled.</summary>
    public void EndWith(CancellationToken connection)
    {
        cut.Dispose();
        cut = connection.Register(() =>
        {
            WasCut = true;
            both.Cancel();
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        cut.Dispose();
        both.Dispose();
        timer.Dispose();
    }
}
