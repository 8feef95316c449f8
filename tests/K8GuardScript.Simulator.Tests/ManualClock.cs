namespace K8GuardScript.Simulator.Tests;

/// <summary>A clock that stands until it is told to move; timers fire while it moves.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (gate) timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        List<ManualTimer> due;
        lock (gate)
        {
            now += time;
            due = [.. timers.Where(timer => timer.Due <= now).OrderBy(timer => timer.Due)];
            foreach (var timer in due) timer.Due = DateTimeOffset.MaxValue;
        }

        foreach (var timer in due) timer.Fire();
    }

    private sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; } = DateTimeOffset.MaxValue;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate) Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.now + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
