using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>An object that waits to be judged.</summary>
/// <param name="Key">which object</param>
/// <param name="Wanted">by which policies</param>
/// <param name="Lane">how it came to wait</param>
/// <param name="Since">the timestamp at which it began to wait</param>
internal readonly record struct QueuedKey(ObjectKey Key, Wanted Wanted, Lane Lane, long Since);

/// <summary>Why objects wait to be judged.</summary>
internal enum Lane
{
    /// <summary>Something changed in the cluster.</summary>
    Change,

    /// <summary>The rules changed, not the objects: many at once, which must not hold up what changes meanwhile.</summary>
    Sweep,

    /// <summary>Only policies that were slowed down are still to judge it: they are judged apart, so that the others are not held up.</summary>
    Slow,
}
