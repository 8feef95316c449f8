using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Finds out at which object of an owner chain a workload is judged.</summary>
internal sealed class OwnerChain(ObjectStore store)
{
    /// <summary>
    /// Whether an object was made by a controller that is judged itself, so that judging it too would only say everything twice.
    /// </summary>
    /// <remarks>
    /// INVARIANT: a reference is believed only if an object with that uid exists and its kind creates such children; anyone can
    /// write an ownerReference to escape. Where the owner's kind can't be read at all, its children are left alone.
    /// </remarks>
    public bool IsJudgedAtItsOwner(KubeObject target)
    {
        if (Controller(target) is not { } owner || !Ownership.Creates(owner.Kind, target.Kind)) return false;

        // a custom resource may be called ReplicaSet as well
        var kind = KindName.Parse(owner.ApiVersion, owner.Kind);
        if (!Ownership.IsBuiltInGroup(kind.Group)) return false;
        return store.ByUid(owner.Uid) is { } found
            ? found.Kind == kind.Kind && KindName.Parse(found.ApiVersion, found.Kind).Group == kind.Group && found.Namespace == target.Namespace
            : store.IsBlindFor(kind);
    }

    /// <summary>Why an action on this object would only be undone by whoever controls it, or null.</summary>
    public static string? UnknownController(KubeObject target)
    {
        if (Controller(target) is not { } owner) return null;
        var kind = KindName.Parse(owner.ApiVersion, owner.Kind);
        return Ownership.IsBuiltInGroup(kind.Group) ? null : $"it is controlled by {owner.Kind} `{owner.Name}`, which would undo an action";
    }

    private static OwnerRef? Controller(KubeObject target)
    {
        foreach (var owner in target.OwnerReferences())
        {
            if (owner.Controller) return owner;
        }

        return null;
    }
}
