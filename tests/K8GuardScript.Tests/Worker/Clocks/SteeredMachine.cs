namespace K8GuardScript.Tests.Worker.Clocks;

/// <summary>
/// The clocks of a machine on which time passes as it really does, and faster, while it sleeps, or by somebody's hand where a test says so.
/// </summary>
internal sealed class SteeredMachine : TimeProvider, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);
    private readonly Lock gate = new();
    private readonly List<SteeredTimer> timers = [];
    private readonly long began = System.GetTimestamp();
    private readonly DateTimeOffset start;
    private readonly ITimer beat;
    private TimeSpan passed;
    private TimeSpan slept;
    private TimeSpan set;

    /// <param name="start">what its clock, which is right, shows at first</param>
    public SteeredMachine(DateTimeOffset start)
    {
        this.start = start;
        beat = System.CreateTimer(_ => Ring(), null, Beat, Beat);
    }

    /// <summary>The time that it really is.</summary>
    public DateTimeOffset Truth
    {
        get
        {
            lock (gate) return start + Awake + slept;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private TimeSpan Awake => passed + System.GetElapsedTime(began);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return start + Awake + slept + set;
    }

    public override long GetTimestamp()
    {
        lock (gate) return Awake.Ticks;
    }

    /// <summary>So much time passes for all, at once.</summary>
    public void Pass(TimeSpan time)
    {
        lock (gate) passed += time;
    }

    /// <summary>It sleeps, and wakes up again: all that counts on it stood still, but for its wall clock.</summary>
    public void Sleep(TimeSpan time)
    {
        lock (gate) slept += time;
    }

    /// <summary>Somebody sets its wall clock.</summary>
    public void Set(TimeSpan by)
    {
        lock (gate) set += by;
    }

    /// <summary>Waits until everything that looks again and again has begun to look so many more times.</summary>
    public async Task LooksAsync(int times, CancellationToken cancel)
    {
        List<(SteeredTimer Timer, int Rings)> all;
        lock (gate)
            all = [.. timers.Where(timer => timer.Period is { } period && period < TimeSpan.FromSeconds(1)).Select(timer => (timer, timer.Rings + times))];
        Assert.NotEmpty(all);
        while (all.Any(entry => entry.Timer.Rings < entry.Rings)) await Task.Delay(Beat, System, cancel);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteeredTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Dispose() => beat.Dispose();

    private void Ring()
    {
        List<SteeredTimer> due;
        lock (gate)
        {
            due = [.. timers.Where(timer => timer.Due <= Awake)];
            foreach (var timer in due)
            {
                if (timer.Period is { } period) timer.Due = Awake + period;
                else timers.Remove(timer);
            }
        }

        foreach (var timer in due) timer.Fire();
    }

    private sealed class SteeredTimer(SteeredMachine machine, Action fire) : ITimer
    {
        private int rings;

        public TimeSpan Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public int Rings => Volatile.Read(ref rings);

        public void Fire()
        {
            fire();
            Interlocked.Increment(ref rings);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (machine.gate)
            {
                machine.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = machine.Awake + dueTime;
                Period = period > TimeSpan.Zero ? period : null;
                machine.timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (machine.gate) machine.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
