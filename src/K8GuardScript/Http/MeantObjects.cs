using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Http;

/// <summary>Finds the object that people mean by a kind's name: what is seen in the cluster, or violates though it is gone.</summary>
internal sealed class SnoozeTargets(ObjectStore store, Ledger ledger)
{
    /// <param name="kind">in any letter case; with <c>.group</c> where several groups have it</param>
    /// <param name="ns">empty for cluster-scoped kinds</param>
    /// <param name="name">as it is</param>
    /// <returns>more than one where the kind alone does not say which</returns>
    public IReadOnlyList<ObjectKey> Find(string kind, string ns, string name)
    {
        var dot = kind.IndexOf('.', StringComparison.Ordinal);
        var (wanted, group) = dot < 0 ? (kind, null) : (kind[..dot], kind[(dot + 1)..]);
        var seen = store.States().Keys
            .Select(known => new ObjectKey(known.Group, known.Kind, ns, name))
            .Where(key => IsMeant(key) && store.Get(key) is not null);
        var violating = ledger.Alive()
            .Select(episode => episode.Key.Object)
            .Where(key => key.Namespace == ns && key.Name == name && IsMeant(key));
        return [.. seen.Concat(violating).Distinct()];

        bool IsMeant(ObjectKey key) => Same(key.Kind, wanted) && (group is null || Same(key.Group, group));
    }

    private static bool Same(string value, string wanted) => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);
}
