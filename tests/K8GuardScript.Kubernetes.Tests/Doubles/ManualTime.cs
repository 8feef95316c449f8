namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _passed;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + Passed;

    public override long GetTimestamp() => Passed.Ticks;

    private TimeSpan Passed
    {
        get
        {
            lock (_gate) return _passed;
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
        lock (_gate)
        {
            _passed += by;
            due = [.. _timers.Where(timer => timer.Due <= _passed)];
            foreach (var timer in due) _timers.Remove(timer);
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
            lock (_gate)
            {
                changed = _changed.Task;
                if (_timers.MinBy(timer => timer.Due) is { } first && first.Due - _passed <= atMost) wait = first.Due - _passed;
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
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _passed + dueTime;
                _timers.Add(timer);
            }

            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
