using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Finds out at which object of an owner chain a workload is judged.</summary>
/// <remarks>
/// INVARIANT: a reference is believed only if an object with that uid exists where and as the reference says, and its kind creates
/// such children; anyone can write an ownerReference to escape.
/// </remarks>
internal sealed class OwnerChain(ObjectStore store)
{
    /// <summary>Where an object is judged.</summary>
    /// <param name="kind">its kind</param>
    /// <param name="target">the object</param>
    public Standing StandingOf(KindName kind, KubeObject target)
    {
        if (OwnerClaim.Of(kind, target) is not { } claim) return Standing.Top;
        if (OwnerOf(target, claim) is not null) return Standing.Owned;
        if (store.IsBlindFor(claim.Kind)) return Standing.LeftAlone;
        return IsAwaited(claim.Kind) ? Standing.Waiting : Standing.Top;
    }

    /// <summary>The kind that must be listed before anyone can tell whether an object is judged at its owner; null if that is known.</summary>
    public KindName? WaitsFor(KubeObject target)
    {
        var claim = OwnerClaim.Of(KindOf(target), target);
        return claim is { } claimed && OwnerOf(target, claimed) is null && IsAwaited(claimed.Kind) ? claimed.Kind : null;
    }

    /// <summary>The controller that made an object; null if there is none, or none that is known.</summary>
    public KubeObject? OwnerOf(KindName kind, KubeObject target) => OwnerClaim.Of(kind, target) is { } claim ? OwnerOf(target, claim) : null;

    /// <summary>The same where the claim is at hand.</summary>
    public KubeObject? OwnerOf(KubeObject target, OwnerClaim claim) =>
        store.ByUid(claim.Uid) is { } found && claim.IsTrueFor(target, found) ? found : null;

    /// <summary>The object at the end of the chain: the one that is judged for all below it. The object itself if nobody owns it.</summary>
    public KubeObject TopOf(KubeObject target)
    {
        while (OwnerOf(KindOf(target), target) is { } owner) target = owner;
        return target;
    }

    /// <summary>Why an action on this object would only be undone by whoever controls it, or null.</summary>
    public static string? UnknownController(KubeObject target)
    {
        foreach (var owner in target.OwnerReferences())
        {
            if (!owner.Controller) continue;
            return Ownership.IsBuiltInGroup(KindName.Parse(owner.ApiVersion, owner.Kind).Group)
                ? null
                : $"it is controlled by {owner.Kind} `{owner.Name}`, which would undo an action";
        }

        return null;
    }

    /// <summary>An object's kind as it says itself.</summary>
    public static KindName KindOf(KubeObject target) => KindName.Parse(target.ApiVersion, target.Kind);

    private bool IsAwaited(KindName kind) =>
        store.Watched(kind.Group, kind.Kind) is { } watched && !store.IsSeen(watched) && !store.IsBlindFor(watched);
}
