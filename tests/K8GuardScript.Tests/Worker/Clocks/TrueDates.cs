using K8GuardScript.Core.Guard.Clocks;


namespace K8GuardScript.Tests.Worker.Clocks;

/// <summary>Has the dates of a server that stamps its answers with this machine's time be those of one whose clock is right.</summary>
internal sealed class TrueDates(IServerClock guard, SteeredMachine machine) : IServerClock
{
    /// <summary>Whether the guard hears of none: a way to the server that swallows them.</summary>
    public bool AreSwallowed { get; set; }

    public void Seen(DateTimeOffset date, TimeSpan roundTrip)
    {
        if (!AreSwallowed) guard.Seen(date + (machine.Truth - TimeProvider.System.GetUtcNow()), roundTrip);
    }
}
