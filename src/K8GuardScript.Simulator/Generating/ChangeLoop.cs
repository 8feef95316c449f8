namespace K8GuardScript.Simulator.Generating;

/// <summary>Changes a generated cluster at a steady rate, and notes when it made which version.</summary>
internal sealed class ChangeLoop : IAsyncDisposable
{
    private const int Kept = 10_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly ChangeMix mix;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly Queue<TimedChange> latest = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private double perSecond;
    private double owed;
    private long until;
    private long made;

    public ChangeLoop(ChangeMix mix, double perSecond, TimeProvider clock)
    {
        this.mix = mix;
        this.clock = clock;
        this.perSecond = perSecond;
        until = long.MaxValue;
        running = Task.Run(() => RunAsync(stopping.Token));
    }

    /// <summary>How many writes were made since the start.</summary>
    public long Made => Interlocked.Read(ref made);

    public double PerSecond
    {
        get
        {
            lock (gate) return perSecond;
        }
    }

    /// <summary>Sets the rate anew.</summary>
    /// <param name="rate">writes per second; 0 for none</param>
    /// <param name="count">how many until it stops by itself, or null to go on</param>
    public void Set(double rate, long? count)
    {
        lock (gate)
        {
            perSecond = rate;
            owed = 0;
            until = count is { } some ? Made + some : long.MaxValue;
        }
    }

    /// <summary>The latest changes, the oldest first, up to 10,000.</summary>
    public IReadOnlyList<TimedChange> Latest()
    {
        lock (gate) return [.. latest];
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        var last = clock.GetTimestamp();
        while (true)
        {
            await Task.Delay(Tick, clock, cancellation);
            var now = clock.GetTimestamp();
            var passed = clock.GetElapsedTime(last, now);
            last = now;
            for (var due = Due(passed); due > 0 && !cancellation.IsCancellationRequested; due--) MakeOne();
        }
    }

    private int Due(TimeSpan passed)
    {
        lock (gate)
        {
            // what could not be made for a second is not made up for: a steady rate never becomes a burst
            owed = Math.Min(owed + (passed.TotalSeconds * perSecond), Math.Max(perSecond, 1));
            var due = (int)owed;
            owed -= due;
            var left = until - made;
            if (due < left) return due;
            perSecond = 0;
            return (int)left;
        }
    }

    private void MakeOne()
    {
        var change = mix.MakeOne();
        Interlocked.Increment(ref made);
        if (change is null) return;
        lock (gate)
        {
            latest.Enqueue(new TimedChange(clock.GetUtcNow(), change));
            if (latest.Count > Kept) latest.Dequeue();
        }
    }
}

/// <param name="At">when it was in the store</param>
/// <param name="Change">what it was</param>
internal sealed record TimedChange(DateTimeOffset At, MadeChange Change);
