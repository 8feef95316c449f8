namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// Watches over the first part of a streamed list: warns every 10 seconds that it is not complete yet, and gives it up when
/// nothing came for 30 seconds, or when it takes too long on the whole.
/// </summary>
internal sealed class InitialWatchdog : IDisposable
{
    private const int MostSilentTurns = 3;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly TimeProvider time;
    private readonly long started;
    private readonly Action<TimeSpan> warn;
    private readonly CancellationTokenSource giveUp;
    private readonly ITimer timer;
    private int silentTurns;
    private volatile bool isDone;

    /// <param name="time">its clock</param>
    /// <param name="warn">told how long it took up to now</param>
    /// <param name="giveUp">canceled in the end; must live longer than this</param>
    public InitialWatchdog(TimeProvider time, Action<TimeSpan> warn, CancellationTokenSource giveUp)
    {
        (this.time, this.warn, this.giveUp) = (time, warn, giveUp);
        started = time.GetTimestamp();
        timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(Turn, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether it gave the list up.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>Something came.</summary>
    public void Heard() => Interlocked.Exchange(ref silentTurns, 0);

    /// <summary>The list is complete, or failed by itself.</summary>
    public void Dispose()
    {
        isDone = true;
        timer.Dispose();
    }

    private void Look()
    {
        if (isDone) return;
        var taken = time.GetElapsedTime(started);
        if (Interlocked.Increment(ref silentTurns) >= MostSilentTurns || taken >= Longest)
        {
            GiveUp();
            return;
        }

        warn(taken);
        timer.Change(Turn, Timeout.InfiniteTimeSpan);
    }

    private void GiveUp()
    {
        GaveUp = true;
        try
        {
            giveUp.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the list ended in this very moment; what a timer throws would end the program
        }
    }
}
