namespace K8GuardScript.Tests.Worker.Clocks;

/// <summary>The time of the API server, whose clock is right and which never sleeps.</summary>
internal sealed class TrueTime(SteeredMachine machine) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => machine.Truth;
}
