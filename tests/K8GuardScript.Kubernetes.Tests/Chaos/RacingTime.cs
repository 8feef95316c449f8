namespace K8GuardScript.Kubernetes.Tests.Chaos;

/// <summary>A clock that runs far ahead of the real one, in steps, so that hours of waits and deadlines pass in seconds.</summary>
internal sealed class RacingTime : TimeProvider, IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly PriorityQueue<RacingTimer, TimeSpan> timers = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task pump;
    private TimeSpan passed;
    private long stepTicks = TimeSpan.FromSeconds(0.5).Ticks;

    public RacingTime() => pump = Task.Run(PumpAsync);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far one step goes; there is about one a real millisecond, fewer when the machine is busy.</summary>
    public TimeSpan Step
    {
        get => new(Interlocked.Read(ref stepTicks));
        set => Interlocked.Exchange(ref stepTicks, value.Ticks);
    }

    public TimeSpan Passed
    {
        get
        {
            lock (gate) return passed;
        }
    }

    public override DateTimeOffset GetUtcNow() => Start + Passed;

    public override long GetTimestamp() => Passed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new RacingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>So much time passes at once.</summary>
    public void Jump(TimeSpan by)
    {
        var due = new List<RacingTimer>();
        lock (gate)
        {
            passed += by;
            while (timers.TryPeek(out var timer, out var at) && at <= passed)
            {
                timers.Dequeue();
                if (timer.Take(at)) due.Add(timer);
            }
        }

        foreach (var timer in due) timer.Fire();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await pump;
        stop.Dispose();
    }

    private async Task PumpAsync()
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1), System);
        try
        {
            while (await ticks.WaitForNextTickAsync(stop.Token)) Jump(Step);
        }
        catch (OperationCanceledException)
        {
            // the clock is stopped
        }
    }

    private sealed class RacingTimer(RacingTime time, Action fire) : ITimer
    {
        private TimeSpan due = TimeSpan.MaxValue;
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public void Fire() => fire();

        /// <summary>Whether the timer was due then, and was not changed since.</summary>
        public bool Take(TimeSpan at)
        {
            if (this.due != at) return false;
            Schedule(this.period);
            return true;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                this.period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
                Schedule(dueTime);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan dueTime)
        {
            this.due = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : time.passed + dueTime;
            if (this.due != TimeSpan.MaxValue) time.timers.Enqueue(this, this.due);
        }
    }
}
