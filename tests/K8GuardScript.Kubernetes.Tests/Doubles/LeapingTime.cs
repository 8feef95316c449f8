namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>A clock on which two seconds pass whenever somebody looks, and on which nothing is ever due.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Interlocked.Add(ref seconds, 2);

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromSeconds(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NeverDue();

    private sealed class NeverDue : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
