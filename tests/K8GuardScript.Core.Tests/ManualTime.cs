namespace K8GuardScript.Core.Tests;

/// <summary>A clock that stands still until it is moved; wall time and monotonic time move together, and timers ring on the way.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = Some.Noon;
    private TimeSpan wall;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now + wall;

    public override long GetTimestamp() => now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Pass(TimeSpan time)
    {
        var end = now + time;
        while (timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is { } next)
        {
            now = next.Due > now ? next.Due : now;
            timers.Remove(next);
            next.Ring();
        }

        now = end;
    }

    /// <summary>Somebody sets the wall clock, forwards or back: what runs on monotonic time does not notice.</summary>
    public void Set(TimeSpan by) => wall += by;

    private sealed class ManualTimer(ManualTime clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.timers.Remove(this);
            Due = clock.now + dueTime;
            if (dueTime >= TimeSpan.Zero) clock.timers.Add(this);
            return true;
        }

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
