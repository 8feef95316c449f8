namespace K8GuardScript.Core.Schedules;

/// <summary>What is remembered about a schedule.</summary>
internal sealed record ScheduleState
{
    /// <summary>Since when it is known as it is: what was planned before that is none of its business.</summary>
    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>As it was last seen in force.</summary>
    public required string Cron { get; init; }

    /// <summary>As it was last seen in force.</summary>
    public required string TimeZone { get; init; }

    /// <summary>It is not in force at present; when it comes back it is as new.</summary>
    public bool IsAway { get; init; }

    /// <summary>The latest planned time that was dealt with, or null.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>Its latest run, or null.</summary>
    public ScheduleRun? Run { get; init; }

    /// <summary>The id of its latest run that came to wishes: what undoing it means. Null if there was none.</summary>
    public string? Undoable { get; init; }

    /// <summary>Planned times up to this one are dealt with, or none of its business.</summary>
    public DateTimeOffset From => Seen > KnownSince ? Seen.Value : KnownSince;

    /// <summary>Whether its latest run is still at it.</summary>
    public bool IsRunning => Run is { Phase: not RunPhase.Ended };
}
