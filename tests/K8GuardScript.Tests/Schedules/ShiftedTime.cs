namespace K8GuardScript.Tests.Schedules;

/// <summary>The machine's time, but that its wall clock shows what a test wants it to show.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;

    /// <summary>It is this instant now, and time goes on from it.</summary>
    public void Becomes(DateTimeOffset now) => shift = now - System.GetUtcNow();
}
