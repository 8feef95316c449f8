using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Writes that come from manifests or from the program itself: they may set what requests may not (uid, status, times).</summary>
internal sealed class DirectWrites(ClusterState cluster)
{
    /// <summary>Where an object of a type belongs; no namespace means <c>default</c>.</summary>
    public static ObjectName NameOf(ResourceType type, JsonObject body)
    {
        var metadata = body.Metadata();
        var ns = !type.Namespaced ? "" : metadata.Text("namespace") is { Length: > 0 } own ? own : "default";
        return new ObjectName(ns, metadata.Text("name") ?? "");
    }

    /// <summary>
    /// Adds or replaces. Of an object that is there, uid, creation time and status stay unless the new one brings its own;
    /// another uid makes it a deletion and a creation.
    /// </summary>
    /// <param name="body">used up</param>
    public StoredObject Put(ResourceType type, JsonObject body) => cluster.Store.Write(tx =>
    {
        var name = NameOf(type, body);
        EnsureNamespace(tx, name.Namespace);
        var existing = tx.Find(type.StoredAs, name);
        if (existing is not null && body.Metadata().Text("uid") is { } uid && uid != existing.Uid)
        {
            cluster.Writer.Remove(tx, type.StoredAs, existing);
            existing = null;
        }

        if (existing is not null) Inherit(type, existing.ToBody(), body);
        body.Remove("kind");
        body.Remove("apiVersion");
        if (EventForms.Differ(type)) EventForms.ToKept(type, body);
        cluster.Writer.Complete(type, name, body, tx.NextRevision);
        return existing is not null && ChangesNothing(existing, body)
            ? existing
            : cluster.Writer.Put(tx, type, name, body);
    });

    /// <summary>Removes at once, finalizers or not.</summary>
    public bool Delete(ResourceType type, ObjectName name) => cluster.Store.Write(tx =>
    {
        if (tx.Find(type.StoredAs, name) is not { } stored) return false;
        cluster.Writer.Remove(tx, type.StoredAs, stored);
        return true;
    });

    public void EnsureNamespace(string name) => cluster.Store.Write(tx =>
    {
        EnsureNamespace(tx, name);
        return true;
    });

    private void EnsureNamespace(WriteTransaction tx, string name)
    {
        var key = new ObjectName("", name);
        if (name.Length == 0 || tx.Find(BuiltInResources.Namespaces, key) is not null) return;
        cluster.Catalog.Find("", "v1", "namespaces", out var type);
        var body = new JsonObject();
        cluster.Writer.Complete(type!, key, body, tx.NextRevision);
        cluster.Writer.Put(tx, type!, key, body);
    }

    private static bool ChangesNothing(StoredObject existing, JsonObject body)
    {
        body.Metadata()["resourceVersion"] = Versions.Text(existing.Revision);
        return JsonNode.DeepEquals(existing.ToBody(), body);
    }

    private static void Inherit(ResourceType type, JsonObject before, JsonObject body)
    {
        foreach (var key in (string[])["uid", "creationTimestamp", "managedFields"])
        {
            if (body.Metadata()[key] is null) body.Metadata()[key] = before.Metadata()[key]?.DeepClone();
        }

        if (body["status"] is null && before["status"] is { } status) body["status"] = status.DeepClone();
        if (!type.HasGeneration || body.Metadata()["generation"] is not null) return;
        body.Metadata()["generation"] = before.Metadata()["generation"]?.DeepClone();
        if (!JsonNode.DeepEquals(before["spec"], body["spec"])) ObjectUpdate.CountGeneration(body.Metadata());
    }
}
