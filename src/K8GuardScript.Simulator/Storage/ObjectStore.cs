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

    private readonly Lock _lock = new();
    private readonly RevisionLog _log = new(FirstRevision, maxChanges, maxBytes);
    private readonly Dictionary<ResourceId, ImmutableSortedDictionary<ObjectName, StoredObject>> _objects = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _revision = FirstRevision;

    public long Revision
    {
        get { lock (_lock) return _revision; }
    }

    public Snapshot Read(ResourceId resource)
    {
        lock (_lock) return new Snapshot(_revision, ObjectsOf(resource));
    }

    /// <summary>The state at a past revision, or null if the log does not reach back that far (or not yet that far ahead).</summary>
    public Snapshot? ReadAt(ResourceId resource, long revision)
    {
        lock (_lock)
        {
            if (revision < _log.Compacted || revision > _revision) return null;
            var objects = ObjectsOf(resource).ToBuilder();
            var changes = _log.After(revision, resource, int.MaxValue, _revision, out _);
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
        lock (_lock)
        {
            next = _changed.Task;
            reached = revision;
            if (revision < _log.Compacted) return null;
            var changes = _log.After(revision, resource, atMost, _revision, out reached);
            if (reached < _revision) next = Task.CompletedTask;
            return changes;
        }
    }

    /// <summary>Completes at the next change of anything.</summary>
    public Task NextChange(out long revision)
    {
        lock (_lock)
        {
            revision = _revision;
            return _changed.Task;
        }
    }

    /// <summary>Forgets the changes up to a revision; the present state stays.</summary>
    public long Compact(long revision)
    {
        lock (_lock)
        {
            _log.Compact(revision);
            return _log.Compacted;
        }
    }

    /// <summary>Runs a read-then-write as one step. Readers see its changes one by one, never a half-written object.</summary>
    public T Write<T>(Func<WriteTransaction, T> work)
    {
        lock (_lock) return work(new WriteTransaction(this));
    }

    internal StoredObject? Find(ResourceId resource, ObjectName name) => ObjectsOf(resource).GetValueOrDefault(name);

    internal ImmutableSortedDictionary<ObjectName, StoredObject> ObjectsOf(ResourceId resource) =>
        _objects.GetValueOrDefault(resource) ?? ImmutableSortedDictionary<ObjectName, StoredObject>.Empty;

    internal IEnumerable<ResourceId> Resources => [.. _objects.Keys];

    internal long NextRevision => _revision + 1;

    internal void Commit(Change change)
    {
        _revision = change.Revision;
        var objects = ObjectsOf(change.Resource);
        _objects[change.Resource] = change.After is { } after ? objects.SetItem(after.Name, after) : objects.Remove(change.Before!.Name);
        _log.Append(change);

        var waiting = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }
}
