using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Storage;

/// <summary>What a write may do while it holds the store; not to be kept after it.</summary>
internal sealed class WriteTransaction(ObjectStore store)
{
    /// <summary>The revision that the next change will get.</summary>
    public long NextRevision => store.NextRevision;

    /// <summary>Every resource that has or had an object.</summary>
    public IEnumerable<ResourceId> Resources => store.Resources;

    public StoredObject? Find(ResourceId resource, ObjectName name) => store.Find(resource, name);

    public StoredObject? Find(ObjectKey key) => store.Find(key.Resource, key.Name);

    public ObjectIndex Index => store.Index;

    /// <summary>The objects that name a uid among their owners, at this moment.</summary>
    public IReadOnlyList<(ObjectKey Key, StoredObject Object)> DependentsOf(string uid) =>
        [.. store.Index.DependentsOf(uid).Select(key => (key, store.Find(key.Resource, key.Name)!))];

    /// <summary>The objects at this moment; later writes do not change the answer.</summary>
    public IEnumerable<StoredObject> All(ResourceId resource) => store.ObjectsOf(resource).Values;

    /// <summary>Adds or replaces, under a new revision.</summary>
    public StoredObject Put(ResourceId resource, ObjectName name, JsonObject body)
    {
        var after = StoredObject.From(name, store.NextRevision, body);
        store.Commit(new Change(after.Revision, resource, store.Find(resource, name), after));
        return after;
    }

    /// <summary>The same for an object that carries <see cref="NextRevision"/> already.</summary>
    public StoredObject Put(ResourceId resource, StoredObject after)
    {
        store.Commit(new Change(after.Revision, resource, store.Find(resource, after.Name), after));
        return after;
    }

    /// <summary>Removes what is there, under a new revision, which the answer carries.</summary>
    public StoredObject Remove(ResourceId resource, StoredObject before)
    {
        var revision = store.NextRevision;
        store.Commit(new Change(revision, resource, before, null));
        return before.At(revision);
    }
}
