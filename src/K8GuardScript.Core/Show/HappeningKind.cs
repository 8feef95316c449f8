namespace K8GuardScript.Core.Show;

/// <summary>The sorts of happenings; the event stream names them in kebab-case.</summary>
internal enum HappeningKind
{
    /// <summary>The program told about itself: started, ready, stopping.</summary>
    Program,

    /// <summary>A kind was synced, refused, lost or found again.</summary>
    Watch,

    /// <summary>A policy came into force, changed, failed to load or went.</summary>
    Policy,

    /// <summary>A violation opened.</summary>
    Opened,

    /// <summary>A violation is no more.</summary>
    Resolved,

    /// <summary>A rule broke on an object.</summary>
    Fault,

    /// <summary>A warning was accepted.</summary>
    Warned,

    /// <summary>A channel did not accept a warning.</summary>
    NotWarned,

    /// <summary>An action was taken.</summary>
    Acted,

    /// <summary>An action was due and was not taken.</summary>
    NotActed,

    /// <summary>A schedule ran, or did not.</summary>
    Scheduled,

    /// <summary>An action was taken back, by the guard.</summary>
    Undone,

    /// <summary>An action was to be taken back, and was not.</summary>
    NotUndone,

    /// <summary>Somebody else undid an action, and is named.</summary>
    Reverted,

    /// <summary>Something was snoozed, or an exemption is about to end or ended.</summary>
    Exemption,
}
