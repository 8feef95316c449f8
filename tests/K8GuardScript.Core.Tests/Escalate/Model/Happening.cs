namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>What may happen to a cluster, its people, and the guard.</summary>
internal enum Happening
{
    /// <summary>Somebody applies an object with some image, running; creates it where it is not there.</summary>
    Apply,

    /// <summary>Somebody scales it.</summary>
    Scale,
    Delete,
    Recreate,
    Protect,

    /// <summary>The watch tells of everything.</summary>
    Watch,

    /// <summary>All that waits is judged and recorded.</summary>
    Judge,

    /// <summary>What is due is told and done.</summary>
    Round,
    Pass,
    Outage,
    Restart,
    Revise,
    Mode,
    Ladder,
    Remove,
    Owner,
    Exempt,
    Write,

    /// <summary>A person undoes an action through the guard.</summary>
    Undo,
    Lease,
    Pause,
    Clock,
    Window,
    Budget,
    Soak,

    /// <summary>A person lets what tripped go on.</summary>
    Resume,
}
