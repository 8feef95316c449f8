using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// Dependents follow their owners (metadata.ownerReferences). It acts on what is deleted, within the same step: an owner that
/// was never there is nobody's business, so objects loaded without their owners stay.
/// </summary>
internal sealed class GarbageCollector(ResourceCatalog catalog, ObjectWriter writer)
{
    /// <summary>After an owner is gone: who has no other owner goes too, the others lose the reference.</summary>
    public void Follow(WriteTransaction tx, string uid)
    {
        foreach (var (key, _) in tx.DependentsOf(uid))
        {
            // an earlier dependent may have taken this one along
            if (tx.Find(key) is not { } dependent || TypeOf(key) is not { } type) continue;
            if (dependent.Owners.Any(owner => owner.Uid != uid && tx.Index.Has(owner.Uid))) DropOwner(tx, type, dependent, uid);
            else if (!dependent.IsTerminating) writer.Deletion.Delete(tx, type, dependent, DeleteOptions.Background);
        }
    }

    /// <summary>Goes on with an owner that waits for its dependents, or for them to be set free.</summary>
    public void Continue(WriteTransaction tx, ResourceType type, ObjectName name)
    {
        if (tx.Find(type.StoredAs, name) is not { IsTerminating: true } owner) return;
        var finalizers = owner.ToBody().Metadata().Texts("finalizers");
        if (finalizers.Contains(Deletion.OrphanFinalizer))
        {
            foreach (var (key, dependent) in tx.DependentsOf(owner.Uid))
            {
                if (TypeOf(key) is { } its) DropOwner(tx, its, dependent, owner.Uid);
            }

            RemoveFinalizer(tx, type, owner, Deletion.OrphanFinalizer);
        }
        else if (finalizers.Contains(Deletion.ForegroundFinalizer))
        {
            DeleteDependents(tx, owner.Uid);
            FinishForeground(tx, type, name);
        }
    }

    /// <summary>After a dependent is gone: its owners may have waited for it alone.</summary>
    public void Release(WriteTransaction tx, StoredObject dependent)
    {
        foreach (var owner in dependent.Owners)
        {
            if (tx.Index.Find(owner.Uid, out var key) && TypeOf(key) is { } type) FinishForeground(tx, type, key.Name);
        }
    }

    private void DeleteDependents(WriteTransaction tx, string uid)
    {
        foreach (var (key, _) in tx.DependentsOf(uid))
        {
            if (tx.Find(key) is not { IsTerminating: false } dependent || TypeOf(key) is not { } type) continue;
            if (dependent.Owners.Any(owner => owner.Uid != uid && tx.Index.Has(owner.Uid))) continue;
            var hasOwn = tx.Index.DependentsOf(dependent.Uid).Count > 0;
            writer.Deletion.Delete(tx, type, dependent, hasOwn ? DeleteOptions.Foreground : DeleteOptions.Background);
        }
    }

    private void FinishForeground(WriteTransaction tx, ResourceType type, ObjectName name)
    {
        if (tx.Find(type.StoredAs, name) is not { IsTerminating: true } owner) return;
        if (!owner.ToBody().Metadata().Texts("finalizers").Contains(Deletion.ForegroundFinalizer)) return;
        if (tx.DependentsOf(owner.Uid).Any(dependent => dependent.Object.Owners.Any(o => o.Uid == owner.Uid && o.BlocksDeletion))) return;
        RemoveFinalizer(tx, type, owner, Deletion.ForegroundFinalizer);
    }

    private void RemoveFinalizer(WriteTransaction tx, ResourceType type, StoredObject owner, string finalizer)
    {
        var body = owner.ToBody();
        var left = body.Metadata().Texts("finalizers").Where(name => name != finalizer).ToList();
        if (left.Count == 0)
        {
            writer.Remove(tx, type.StoredAs, owner);
            return;
        }

        body.Metadata()["finalizers"] = new JsonArray([.. left.Select(name => JsonValue.Create(name))]);
        writer.Put(tx, type, owner.Name, body);
    }

    private void DropOwner(WriteTransaction tx, ResourceType type, StoredObject dependent, string uid)
    {
        var body = dependent.ToBody();
        var left = body.Metadata().Objects("ownerReferences").Where(owner => owner.Text("uid") != uid).Select(owner => owner.DeepClone());
        body.Metadata()["ownerReferences"] = new JsonArray([.. left]);
        body.Metadata().DropEmpty();
        writer.Put(tx, type, dependent.Name, body);
    }

    private ResourceType? TypeOf(ObjectKey key) => catalog.All.FirstOrDefault(type => type.StoredAs == key.Resource);
}
