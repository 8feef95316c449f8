namespace K8GuardScript.Core.Actions.Planning;

/// <summary>How objects of a kind are stopped.</summary>
internal enum StopSort
{
    /// <summary>They can't be.</summary>
    None,

    /// <summary><c>spec.replicas</c> becomes 0.</summary>
    Replicas,

    /// <summary>The scale subresource gets 0, if the kind has one.</summary>
    Scale,

    /// <summary><c>spec.suspend</c> becomes true.</summary>
    Suspend,

    /// <summary>A pod is evicted.</summary>
    Evict,

    /// <summary>A DaemonSet gets a node selector that matches nothing.</summary>
    Park,
}
