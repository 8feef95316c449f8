namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>What may happen to a cluster, its people, and the guard.</summary>
internal enum Happening
{
    /// <summary>Somebody applies an object with some image, running; creates it where it is not there.</summary>
    Apply,

    /// <summary>Somebody changes its image alone, so that a stopped one stays stopped.</summary>
    Image,

    /// <summary>Somebody scales it, and may take its annotations away.</summary>
    Scale,
    Delete,
    Recreate,
    Protect,

    /// <summary>Argo CD takes it over, or lets it go.</summary>
    GitOps,

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

    /// <summary>The settings have what was there before its policy warned of, or not.</summary>
    Existing,
    Exempt,
    Write,

    /// <summary>A person undoes an action through the guard.</summary>
    Undo,

    /// <summary>A schedule wants it stopped.</summary>
    Wish,
    Lease,
    Pause,

    /// <summary>Somebody sets the machine's clock, it sleeps, the server falls silent; or all is well again.</summary>
    Clock,
    Window,
    Freeze,
    Budget,
    Soak,

    /// <summary>A person lets what tripped go on.</summary>
    Resume,
}
