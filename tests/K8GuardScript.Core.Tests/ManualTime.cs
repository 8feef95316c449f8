namespace K8GuardScript.Core.Tests;

/// <summary>A clock that stands still until it is moved; wall time and monotonic time move together.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset now = Some.Noon;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    public void Pass(TimeSpan time) => now += time;
}
