using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Reading;

/// <summary>
/// The latest states that were listed, as sorted arrays: the pages of a list come one after another, and each must not walk all
/// objects for the few that it answers with. Safe from any thread.
/// </summary>
internal sealed class SortedViews(ObjectStore store)
{
    private const int Most = 16;

    private readonly Lock gate = new();
    private readonly Queue<(ResourceId Resource, long Revision)> order = new();
    private readonly Dictionary<(ResourceId Resource, long Revision), StoredObject[]> views = [];

    /// <summary>The state as it is now.</summary>
    public (long Revision, StoredObject[] Objects) Now(ResourceId resource)
    {
        var snapshot = store.Read(resource);
        return (snapshot.Revision, Of(resource, snapshot));
    }

    /// <summary>The state at a past revision, or null if the log does not reach back that far (or not yet that far ahead).</summary>
    public StoredObject[]? At(ResourceId resource, long revision)
    {
        // INVARIANT: what was compacted is gone for everybody, even if it is still here
        if (revision < store.Compacted || revision > store.Revision) return null;
        lock (gate)
        {
            if (views.TryGetValue((resource, revision), out var known)) return known;
        }

        return store.ReadAt(resource, revision) is { } snapshot ? Of(resource, snapshot) : null;
    }

    private StoredObject[] Of(ResourceId resource, Snapshot snapshot)
    {
        var key = (resource, snapshot.Revision);
        lock (gate)
        {
            if (views.TryGetValue(key, out var known)) return known;
        }

        StoredObject[] sorted = [.. snapshot.Objects.Values];
        lock (gate)
        {
            if (views.TryAdd(key, sorted)) order.Enqueue(key);
            while (order.Count > Most) views.Remove(order.Dequeue());
        }

        return sorted;
    }
}
