using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Finds out, once for each object that is judged, who answers for it and for what it answers. Safe from any thread.</summary>
/// <param name="store">what is watched</param>
/// <param name="owners">who is judged at its owner</param>
/// <param name="owned">
/// what lies below; null where nothing is followed: then owned objects are judged by policies without rules for their owners
/// </param>
internal sealed class Families(ObjectStore store, OwnerChain owners, OwnedObjects? owned)
{
    /// <summary>The family of an object.</summary>
    /// <param name="kind">its kind</param>
    /// <param name="target">the object</param>
    public Family Of(KindName kind, KubeObject target)
    {
        var below = Ownership.Below(kind);
        var standing = owners.StandingOf(kind, target);
        if (standing == Standing.Top && (below.Count == 0 || owned is null)) return Family.None;

        var above = standing is Standing.LeftAlone || (standing is Standing.Owned && owned is null) ? KindsAbove(kind, target) : [];
        if (below.Count == 0 || owned is null || standing is Standing.Owned or Standing.Waiting)
            return new Family(standing, IsFollowed: owned is not null, kind, above, [], [], () => []);

        IReadOnlyList<KindName> hidden = [.. below.Where(IsHidden)];
        var deviating = owned.DeviatingBelow(kind, target);
        IReadOnlyList<OwnedObject>? all = null;
        return new Family(standing, IsFollowed: true, kind, above, hidden, deviating, () => all ??= owned.AllBelow(kind, target));
    }

    private bool IsHidden(KindName kind) => store.Watched(kind.Group, kind.Kind) is not { } watched || !store.IsSeen(watched);

    private List<KindName> KindsAbove(KindName kind, KubeObject target)
    {
        var above = new List<KindName>();
        while (OwnerClaim.Of(kind, target) is { } claim)
        {
            above.Add(claim.Kind);
            if (owners.OwnerOf(target, claim) is not { } owner) break;
            (kind, target) = (claim.Kind, owner);
        }

        return above;
    }
}
