using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>What changed at a place that verdicts asked for.</summary>
/// <param name="Change">of all objects that changed there</param>
/// <param name="Only">the object that changed, if it is a single one</param>
internal readonly record struct Touch(ObjectChange Change, ObjectKey? Only)
{
    /// <summary>It, and one more change.</summary>
    public Touch And(ObjectChange change, ObjectKey? changed) => new(Change | change, Only == changed ? Only : null);

    /// <summary>Whether a verdict need not be made again: its policy does not read that, or the object was queued by its own change.</summary>
    public bool IsNothingTo(Policy policy, in ObjectKey asking) =>
        asking == Only || (Change == ObjectChange.Status && !policy.ReadsStatus);
}
