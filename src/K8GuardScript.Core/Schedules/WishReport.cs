namespace K8GuardScript.Core.Schedules;

/// <summary>What came of a wish.</summary>
internal enum WishResult
{
    /// <summary>The cluster shows it.</summary>
    Done,

    /// <summary>It was so already: nothing was done.</summary>
    AlreadySo,

    /// <summary>Somebody changed the object since: what was to be undone is left as it is.</summary>
    ChangedSince,

    /// <summary>It will not be done.</summary>
    Refused,

    /// <summary>The server said no, or could not be asked: to be tried again a few times.</summary>
    Failed,

    /// <summary>Not now; to be tried again.</summary>
    PutOff,
}

/// <param name="Result">which of the six</param>
/// <param name="Why">for people; empty when done</param>
/// <param name="Kept">of what is so already by the work of an earlier run of the same schedule: that run's action; else null</param>
internal sealed record WishReport(WishResult Result, string Why = "", string? Kept = null);
