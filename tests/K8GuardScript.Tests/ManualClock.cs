using System.Threading.Channels;

namespace K8GuardScript.Tests;

/// <summary>A clock that stands still until the test moves it; timers fire as it passes them.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private readonly Channel<DateTimeOffset> armed = Channel.CreateUnbounded<DateTimeOffset>();
    private DateTimeOffset now = Some.Noon;

    public override DateTimeOffset GetUtcNow() => now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.UtcTicks;

    /// <summary>Completes once a timer was armed that nobody waited for yet.</summary>
    public Task NextTimerAsync(CancellationToken cancel) => armed.Reader.ReadAsync(cancel).AsTask();

    public void Advance(TimeSpan time)
    {
        List<ManualTimer> due;
        lock (gate)
        {
            now += time;
            due = timers.Where(timer => timer.Due <= now).ToList();
            foreach (var timer in due) timers.Remove(timer);
        }

        foreach (var timer in due) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = clock.now + dueTime;
                clock.timers.Add(this);
            }

            clock.armed.Writer.TryWrite(Due);
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
