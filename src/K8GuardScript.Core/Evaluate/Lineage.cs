using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Evaluate;

/// <param name="Child">the kind of an owned object</param>
/// <param name="Owner">its owner's kind</param>
/// <param name="Top">the kind of its owner's owner, or the owner's once more</param>
internal readonly record struct Lineage(KindName Child, KindName Owner, KindName Top)
{
    /// <summary>Whether a policy has rules for the child and none for those above it.</summary>
    public bool IsOverlookedBy(Policy policy) =>
        policy.Judges(Child) && !policy.Judges(Owner) && !policy.Judges(Top);
}
