namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private TimeSpan passed;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Passed;

    public override long GetTimestamp() => Passed.Ticks;

    private TimeSpan Passed
    {
        get
        {
            lock (gate) return passed;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        ManualTimer[] due;
        lock (gate)
        {
            passed += by;
            due = [.. timers.Where(timer => timer.Due <= passed)];
            foreach (var timer in due) timers.Remove(timer);
        }

        foreach (var timer in due) timer.Fire();
    }

    /// <summary>Waits until something waits for at most so long, lets that time pass, and says how long it was.</summary>
    public async Task<TimeSpan> PassNextAsync(TimeSpan atMost)
    {
        while (true)
        {
            Task changed;
            TimeSpan? wait = null;
            lock (gate)
            {
                changed = this.changed.Task;
                if (timers.MinBy(timer => timer.Due) is { } first && first.Due - passed <= atMost) wait = first.Due - passed;
            }

            if (wait is { } found)
            {
                Advance(found);
                return found;
            }

            await changed.WaitAsync(Patience.Long);
        }
    }

    private void Set(ManualTimer timer, TimeSpan dueTime)
    {
        TaskCompletionSource changed;
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = passed + dueTime;
                timers.Add(timer);
            }

            changed = this.changed;
            this.changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public TimeSpan Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
