using System.Collections.Immutable;
using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Storage;

/// <summary>
/// Every object and the log of what changed. One global counter numbers all changes.
/// Thread-safe: reads take immutable pictures, writes run one after another.
/// </summary>
internal sealed class ObjectStore(int maxChanges = 100_000, long maxBytes = 256L << 20)
{
    private const long FirstRevision = 1;

    private readonly Lock gate = new();
    private readonly RevisionLog log = new(FirstRevision, maxChanges, maxBytes);
    private readonly Dictionary<ResourceId, ImmutableSortedDictionary<ObjectName, StoredObject>> objects = [];
    private readonly ObjectIndex index = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long revision = FirstRevision;

    public long Revision
    {
        get { lock (gate) return this.revision; }
    }

    /// <summary>The greatest revision whose change is not kept any more.</summary>
    public long Compacted
    {
        get { lock (gate) return log.Compacted; }
    }

    public Snapshot Read(ResourceId resource)
    {
        lock (gate) return new Snapshot(this.revision, ObjectsOf(resource));
    }

    /// <summary>The state at a past revision, or null if the log does not reach back that far (or not yet that far ahead).</summary>
    public Snapshot? ReadAt(ResourceId resource, long revision)
    {
        lock (gate)
        {
            if (revision < log.Compacted || revision > this.revision) return null;
            var objects = ObjectsOf(resource).ToBuilder();
            var changes = log.After(revision, resource, int.MaxValue, this.revision, out _);
            for (var i = changes.Count - 1; i >= 0; i--)
            {
                var name = changes[i].Either.Name;
                if (changes[i].Before is { } before) objects[name] = before;
                else objects.Remove(name);
            }

            return new Snapshot(revision, objects.ToImmutable());
        }
    }

    /// <summary>The changes after a revision, or null if some of them were compacted.</summary>
    /// <param name="next">completes when there is something newer than <paramref name="reached"/></param>
    public List<Change>? ChangesAfter(long revision, ResourceId resource, int atMost, out long reached, out Task next)
    {
        lock (gate)
        {
            next = changed.Task;
            reached = revision;
            if (revision < log.Compacted) return null;
            var changes = log.After(revision, resource, atMost, this.revision, out reached);
            if (reached < this.revision) next = Task.CompletedTask;
            return changes;
        }
    }

    /// <summary>The changes of all resources after a revision, or null if some of them were compacted.</summary>
    public List<Change>? AllChangesAfter(long revision, int atMost)
    {
        lock (gate) return revision < log.Compacted ? null : log.AllAfter(revision, atMost, this.revision);
    }

    /// <summary>Completes at the next change of anything.</summary>
    public Task NextChange(out long revision)
    {
        lock (gate)
        {
            revision = this.revision;
            return changed.Task;
        }
    }

    /// <summary>How many objects of each resource there are, and how long their texts are together.</summary>
    public IReadOnlyList<(ResourceId Resource, int Objects, long Bytes)> Sizes()
    {
        KeyValuePair<ResourceId, ImmutableSortedDictionary<ObjectName, StoredObject>>[] now;
        lock (gate) now = [.. this.objects];
        return [.. now.Select(pair => (pair.Key, pair.Value.Count, pair.Value.Values.Sum(stored => (long)stored.Json.Length)))];
    }

    /// <summary>Forgets the changes up to a revision; the present state stays.</summary>
    public long Compact(long revision)
    {
        lock (gate)
        {
            log.Compact(revision);
            return log.Compacted;
        }
    }

    /// <summary>Runs a read-then-write as one step. Readers see its changes one by one, never a half-written object.</summary>
    public T Write<T>(Func<WriteTransaction, T> work)
    {
        lock (gate) return work(new WriteTransaction(this));
    }

    internal StoredObject? Find(ResourceId resource, ObjectName name) => ObjectsOf(resource).GetValueOrDefault(name);

    internal ImmutableSortedDictionary<ObjectName, StoredObject> ObjectsOf(ResourceId resource) =>
        this.objects.GetValueOrDefault(resource) ?? ImmutableSortedDictionary<ObjectName, StoredObject>.Empty;

    internal IEnumerable<ResourceId> Resources => [.. this.objects.Keys];

    internal ObjectIndex Index => this.index;

    internal long NextRevision => this.revision + 1;

    internal void Commit(Change change)
    {
        this.revision = change.Revision;
        var objects = ObjectsOf(change.Resource);
        this.objects[change.Resource] = change.After is { } after ? objects.SetItem(after.Name, after) : objects.Remove(change.Before!.Name);
        this.index.Update(change);
        log.Append(change);

        var waiting = changed;
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }
}
