using System.Runtime.InteropServices;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Which owned objects have what their owner's template does not have, by the owner's uid. Not safe from several threads.</summary>
internal sealed class DeviatingObjects
{
    private static readonly HashSet<ObjectKey> None = [];
    private readonly Dictionary<string, HashSet<ObjectKey>> byOwner = new(StringComparer.Ordinal);

    /// <summary>The owner's children that deviate.</summary>
    public IReadOnlySet<ObjectKey> Of(string owner) => byOwner.GetValueOrDefault(owner, None);

    /// <summary>Notes whether a child deviates.</summary>
    /// <returns>what was noted before</returns>
    public bool Note(string owner, ObjectKey child, bool deviates)
    {
        if (!deviates) return Remove(owner, child);
        ref var children = ref CollectionsMarshal.GetValueRefOrAddDefault(byOwner, owner, out _);
        return !(children ??= []).Add(child);
    }

    /// <summary>Forgets a child.</summary>
    /// <returns>whether it deviated</returns>
    public bool Remove(string owner, ObjectKey child)
    {
        if (!byOwner.TryGetValue(owner, out var children) || !children.Remove(child)) return false;
        if (children.Count == 0) byOwner.Remove(owner);
        return true;
    }

    /// <summary>Forgets all children of an owner.</summary>
    public void Remove(string owner) => byOwner.Remove(owner);

    /// <summary>Forgets every child of a kind.</summary>
    public void Remove(KindName kind)
    {
        foreach (var (owner, children) in byOwner)
        {
            children.RemoveWhere(child => child.Kind == kind.Kind && child.Group == kind.Group);
            if (children.Count == 0) byOwner.Remove(owner);
        }
    }
}
