using System.Runtime.InteropServices;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Who says that he is owned by whom, and which of them deviate, by the owner's uid. Not safe from several threads.</summary>
internal sealed class Broods
{
    private readonly Dictionary<string, Brood> byOwner = new(StringComparer.Ordinal);

    /// <summary>Notes a child.</summary>
    public void Add(OwnerClaim claim, ObjectKey child)
    {
        ref var brood = ref CollectionsMarshal.GetValueRefOrAddDefault(byOwner, claim.Uid, out _);
        brood ??= new Brood(claim.Kind);
        brood.Children.Add(child);
    }

    /// <summary>Notes whether a child that is known deviates.</summary>
    /// <returns>what was noted before</returns>
    public bool Note(string owner, ObjectKey child, bool deviates)
    {
        if (!byOwner.TryGetValue(owner, out var brood)) return false;
        if (deviates) return !(brood.Deviating ??= []).Add(child);
        if (brood.Deviating?.Remove(child) != true) return false;
        if (brood.Deviating.Count == 0) brood.Deviating = null;
        return true;
    }

    /// <summary>Forgets a child.</summary>
    /// <returns>whether it deviated</returns>
    public bool Remove(string owner, ObjectKey child)
    {
        if (!byOwner.TryGetValue(owner, out var brood)) return false;
        brood.Children.Remove(child);
        var deviated = brood.Deviating?.Remove(child) == true;
        if (brood.Children.Count == 0) byOwner.Remove(owner);
        return deviated;
    }

    /// <summary>Forgets every child of a kind.</summary>
    public void Remove(KindName kind)
    {
        foreach (var (owner, brood) in byOwner)
        {
            brood.Children.RemoveWhere(child => child.Kind == kind.Kind && child.Group == kind.Group);
            brood.Deviating?.RemoveWhere(child => child.Kind == kind.Kind && child.Group == kind.Group);
            if (brood.Children.Count == 0) byOwner.Remove(owner);
        }
    }

    public IReadOnlyCollection<ObjectKey> ChildrenOf(string owner) => byOwner.TryGetValue(owner, out var brood) ? brood.Children : [];

    public IReadOnlyCollection<ObjectKey> DeviatingOf(string owner) => byOwner.TryGetValue(owner, out var brood) ? brood.Deviating ?? [] : [];

    /// <summary>The uids that are said to be those of owners of a kind; its version does not matter.</summary>
    public IEnumerable<string> OwnersOf(KindName kind) => byOwner.Where(pair => Ownership.IsSame(pair.Value.Owner, kind)).Select(pair => pair.Key);

    private sealed class Brood(KindName owner)
    {
        public KindName Owner => owner;

        public HashSet<ObjectKey> Children { get; } = [];

        public HashSet<ObjectKey>? Deviating { get; set; }
    }
}
