using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Storage;

/// <summary>
/// The latest changes, in order, bounded in number and in bytes: what is older was compacted and can't be watched or listed any more.
/// Not thread-safe; <see cref="ObjectStore"/> guards it.
/// </summary>
internal sealed class RevisionLog(long firstRevision, int maxChanges, long maxBytes)
{
    // INVARIANT: revisions follow each other without a gap, so a change's place is its revision minus the first one's.
    private readonly Queue<Change> order = new();
    private readonly Dictionary<long, Change> byRevision = [];
    private long bytes;

    /// <summary>The greatest revision whose change is not kept any more; watches may start from here.</summary>
    public long Compacted { get; private set; } = firstRevision;

    public void Append(Change change)
    {
        order.Enqueue(change);
        byRevision[change.Revision] = change;
        bytes += change.Weight;
        while (order.Count > maxChanges || (bytes > maxBytes && order.Count > 1)) DropOldest();
    }

    public void Compact(long revision)
    {
        while (order.TryPeek(out var oldest) && oldest.Revision <= revision) DropOldest();
    }

    /// <summary>Up to <paramref name="atMost"/> changes after a revision, of one resource.</summary>
    /// <param name="reached">every change of the resource up to here is in the answer</param>
    public List<Change> After(long revision, ResourceId resource, int atMost, long current, out long reached)
    {
        var found = new List<Change>();
        reached = Math.Max(revision, current);
        for (var next = revision + 1; next <= current; next++)
        {
            var change = byRevision[next];
            if (change.Resource != resource) continue;
            found.Add(change);
            if (found.Count < atMost) continue;
            reached = next;
            break;
        }

        return found;
    }

    /// <summary>Up to <paramref name="atMost"/> changes after a revision, of all resources.</summary>
    public List<Change> AllAfter(long revision, int atMost, long current)
    {
        var found = new List<Change>();
        for (var next = revision + 1; next <= current && found.Count < atMost; next++) found.Add(byRevision[next]);
        return found;
    }

    private void DropOldest()
    {
        var oldest = order.Dequeue();
        byRevision.Remove(oldest.Revision);
        bytes -= oldest.Weight;
        Compacted = oldest.Revision;
    }
}
