namespace K8GuardScript.Scripts;

/// <summary>How a script fares.</summary>
internal enum ShelfState
{
    /// <summary>In force, in the version that lies in the folder.</summary>
    Active,

    /// <summary>The same, but it takes so long that it is judged apart, after the others.</summary>
    Slowed,

    /// <summary>The version in the folder can't be used; the last good one is in force.</summary>
    KeptLastGood,

    /// <summary>The version in the folder can't be used, and there is no other.</summary>
    Failed,

    /// <summary>Switched off by the settings.</summary>
    Disabled,

    /// <summary>Out of force, as it could not be stopped and cost a thread.</summary>
    Parked,

    /// <summary>Out of force, as the process died while it ran.</summary>
    Quarantined,
}

/// <summary>Words for the states.</summary>
internal static class ShelfStates
{
    public static string Word(this ShelfState state) => state switch
    {
        ShelfState.Active => "active",
        ShelfState.Slowed => "slowed",
        ShelfState.KeptLastGood => "kept-last-good",
        ShelfState.Failed => "failed",
        ShelfState.Disabled => "disabled",
        ShelfState.Parked => "parked",
        _ => "quarantined",
    };
}
