namespace K8GuardScript.Core.Policies;

/// <summary>Why a version of a policy is out of force, or was.</summary>
internal enum HoldState
{
    /// <summary>It was put back after it had stood its trial; the next strikes may be too many.</summary>
    Released,

    /// <summary>The process died while it ran: it is out until it was tried in a process of its own.</summary>
    OnTrial,

    /// <summary>It killed that process too, or struck too often: it is out until it is changed.</summary>
    Quarantined,

    /// <summary>It could not be stopped and cost a thread, or spent all it may again and again: it is out until it is changed.</summary>
    Parked,
}

/// <summary>A version of a policy, or of a script's body, that cost a thread or a process.</summary>
/// <param name="Mark">what ran, and on what</param>
/// <param name="State">what became of it</param>
/// <param name="Why">for people</param>
/// <param name="At">wall clock time of the latest strike</param>
/// <param name="Strikes">how many deaths came within an hour of each other</param>
internal sealed record HeldPolicy(RunMark Mark, HoldState State, string Why, DateTimeOffset At, int Strikes = 1)
{
    public bool IsOut => State != HoldState.Released;
}
