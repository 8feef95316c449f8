using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Storage;

/// <summary>
/// What would else need a look at every object: who has a uid, who depends on it, what a namespace holds.
/// Not thread-safe; <see cref="ObjectStore"/> guards it.
/// </summary>
internal sealed class ObjectIndex
{
    private readonly Dictionary<string, ObjectKey> byUid = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<ObjectKey>> dependents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<ResourceId, int>> contents = new(StringComparer.Ordinal);

    public void Update(Change change)
    {
        var key = new ObjectKey(change.Resource, change.Either.Name);
        if (change.Before is { } before) Drop(key, before, change.After);
        if (change.After is not { } after) return;
        this.byUid[after.Uid] = key;
        foreach (var owner in after.Owners)
        {
            if (!this.dependents.TryGetValue(owner.Uid, out var keys)) this.dependents[owner.Uid] = keys = [];
            keys.Add(key);
        }

        if (change.Before is null) Count(key, 1);
    }

    public bool Has(string uid) => this.byUid.ContainsKey(uid);

    public bool Find(string uid, out ObjectKey key) => this.byUid.TryGetValue(uid, out key);

    /// <summary>What names the uid among its owners, in the order of resources and names.</summary>
    public IReadOnlyList<ObjectKey> DependentsOf(string uid) => this.dependents.TryGetValue(uid, out var keys)
        ? [.. keys.OrderBy(key => key.Resource.Plural, StringComparer.Ordinal).ThenBy(key => key.Name)]
        : [];

    /// <summary>How many objects of each resource are in a namespace.</summary>
    public IReadOnlyDictionary<ResourceId, int> ContentsOf(string ns) =>
        this.contents.GetValueOrDefault(ns) ?? (IReadOnlyDictionary<ResourceId, int>)new Dictionary<ResourceId, int>();

    private void Drop(ObjectKey key, StoredObject before, StoredObject? after)
    {
        if (before.Uid != after?.Uid && this.byUid.TryGetValue(before.Uid, out var holder) && holder == key) this.byUid.Remove(before.Uid);
        foreach (var owner in before.Owners)
        {
            if (!this.dependents.TryGetValue(owner.Uid, out var keys)) continue;
            keys.Remove(key);
            if (keys.Count == 0) this.dependents.Remove(owner.Uid);
        }

        if (after is null) Count(key, -1);
    }

    private void Count(ObjectKey key, int change)
    {
        var ns = key.Name.Namespace;
        if (ns.Length == 0) return;
        if (!this.contents.TryGetValue(ns, out var counts)) this.contents[ns] = counts = [];
        counts[key.Resource] = counts.GetValueOrDefault(key.Resource) + change;
        if (counts[key.Resource] == 0) counts.Remove(key.Resource);
        if (counts.Count == 0) this.contents.Remove(ns);
    }
}
