using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Cluster;

/// <summary>What an object says about who made it, where that may be true: a controller of that kind does create such objects.</summary>
/// <param name="Kind">the owner's kind</param>
/// <param name="Uid">its uid</param>
internal readonly record struct OwnerClaim(KindName Kind, string Uid)
{
    /// <summary>What an object claims; null where it names no controller, or one that does not create objects of its kind.</summary>
    /// <param name="kind">the object's kind</param>
    /// <param name="target">the object</param>
    public static OwnerClaim? Of(KindName kind, KubeObject target)
    {
        var owners = Ownership.OwnersOf(kind);
        if (owners.Count == 0) return null;
        foreach (var reference in target.Root["metadata"]["ownerReferences"].Items)
        {
            if (reference["controller"].Bool != true) continue;
            foreach (var owner in owners)
            {
                // a custom resource may be called ReplicaSet as well
                if (reference["kind"].Text == owner.Kind && IsOf(owner.Group, reference["apiVersion"].Text.ToString()))
                    return new OwnerClaim(owner, reference["uid"].Text.ToString());
            }

            // the API server allows one controller
            return null;
        }

        return null;
    }

    /// <summary>Whether an object is of the kind that is claimed, and lies where the owner of this one must.</summary>
    public bool IsTrueFor(KubeObject target, KubeObject owner) =>
        owner.Kind == Kind.Kind && owner.Namespace == target.Namespace && IsOf(Kind.Group, owner.ApiVersion);

    private static bool IsOf(string group, string apiVersion) => group.Length == 0
        ? !apiVersion.Contains('/', StringComparison.Ordinal)
        : apiVersion.Length > group.Length && apiVersion[group.Length] == '/' && apiVersion.StartsWith(group, StringComparison.Ordinal);
}
