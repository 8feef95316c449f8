namespace K8GuardScript.Core.Schedules;

/// <summary>One run of a schedule.</summary>
/// <param name="Id">unique; its actions carry it</param>
/// <param name="Planned">the time that it is for</param>
/// <param name="StartedAt">when it began</param>
/// <param name="Phase">how far it came</param>
internal sealed record ScheduleRun(string Id, DateTimeOffset Planned, DateTimeOffset StartedAt, RunPhase Phase)
{
    /// <summary>How many objects it was to change.</summary>
    public int Wishes { get; init; }

    /// <summary>What came of those whose page is done; null before the first.</summary>
    public RunTally? Tally { get; init; }

    /// <summary>When nothing more came of it, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What came of it, for people; empty before it ended.</summary>
    public string Note { get; init; } = "";
}
