namespace K8GuardScript.Core.Notify;

/// <summary>What a <see cref="Notice"/> is about.</summary>
internal enum NoticeKind
{
    /// <summary>The guard changed an object.</summary>
    ActionTaken,

    /// <summary>A change of the guard was taken back, by the guard.</summary>
    ActionUndone,

    /// <summary>Somebody else took a change of the guard back.</summary>
    ActionReverted,

    /// <summary>A policy finds so much at once that it only warns from now on.</summary>
    BreakerTripped,

    /// <summary>A person paused the guard, or lets it go on.</summary>
    Pause,

    /// <summary>An exemption ends soon.</summary>
    ExemptionEnds,

    /// <summary>The ledger was damaged.</summary>
    Ledger,

    /// <summary>A schedule has something to say.</summary>
    Schedule,
}
