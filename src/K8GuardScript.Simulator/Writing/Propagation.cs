namespace K8GuardScript.Simulator.Writing;

/// <summary>What a deletion does with the dependents (DeleteOptions.propagationPolicy).</summary>
internal enum Propagation
{
    /// <summary>Not said: background, unless a finalizer says otherwise.</summary>
    Default,

    /// <summary>The object goes at once, its dependents after it.</summary>
    Background,

    /// <summary>The object waits for the dependents that block it.</summary>
    Foreground,

    /// <summary>The dependents stay, without this owner.</summary>
    Orphan,
}
