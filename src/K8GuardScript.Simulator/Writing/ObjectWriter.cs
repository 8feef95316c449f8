using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// The one place where objects are stored and removed, with what follows from it: definitions change the resources,
/// a namespace goes with its last object.
/// </summary>
internal sealed class ObjectWriter(ResourceCatalog catalog, TimeProvider clock)
{
    public string Now => Timestamp(clock.GetUtcNow());

    public static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Gives a new object what only the server gives; what is there already stays.</summary>
    public void Complete(ResourceType type, ObjectName name, JsonObject body, long revision)
    {
        var metadata = body.Metadata();
        metadata["name"] = name.Name;
        if (name.Namespace.Length > 0) metadata["namespace"] = name.Namespace;
        else metadata.Remove("namespace");
        if (metadata.Text("uid") is null) metadata["uid"] = Names.Uid(type.Id, name.Key, revision);
        if (metadata.Text("creationTimestamp") is null) metadata["creationTimestamp"] = Now;
        if (type.HasGeneration && metadata["generation"] is null) metadata["generation"] = 1;
        metadata.DropEmpty();
        ObjectDefaults.Apply(type, name.Name, body, Now);
    }

    public StoredObject Put(WriteTransaction tx, ResourceType type, ObjectName name, JsonObject body)
    {
        var stored = tx.Put(type.Id, name, body);
        if (type.Id == BuiltInResources.Definitions) ReadDefinitions(tx);
        return stored;
    }

    /// <summary>The answer carries the revision of the removal.</summary>
    public StoredObject Remove(WriteTransaction tx, ResourceId resource, StoredObject stored)
    {
        if (resource == BuiltInResources.Definitions) RemoveCustomObjects(tx, stored);
        var removed = tx.Remove(resource, stored);
        if (resource == BuiltInResources.Definitions) ReadDefinitions(tx);
        if (stored.Name.Namespace.Length > 0) FinishNamespace(tx, stored.Name.Namespace);
        return removed;
    }

    /// <summary>Removes a terminating namespace when nothing is in it any more.</summary>
    public static void FinishNamespace(WriteTransaction tx, string name)
    {
        if (tx.Find(BuiltInResources.Namespaces, new ObjectName("", name)) is not { } stored || !IsTerminating(stored)) return;
        if (tx.Resources.Any(resource => tx.All(resource).Any(inside => inside.Name.Namespace == name))) return;
        tx.Remove(BuiltInResources.Namespaces, stored);
    }

    public static bool IsTerminating(StoredObject stored) => stored.ToBody().Metadata().ContainsKey("deletionTimestamp");

    private void ReadDefinitions(WriteTransaction tx) =>
        catalog.SetCustom(tx.All(BuiltInResources.Definitions).SelectMany(definition => CustomResource.TypesOf(definition.ToBody())));

    private void RemoveCustomObjects(WriteTransaction tx, StoredObject definition)
    {
        foreach (var resource in CustomResource.TypesOf(definition.ToBody()).Select(type => type.Id).Distinct())
        {
            foreach (var custom in tx.All(resource)) Remove(tx, resource, custom);
        }
    }
}
