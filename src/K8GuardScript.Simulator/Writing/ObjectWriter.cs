using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// The one place where objects are stored and removed, with what follows from it: definitions change the resources,
/// a namespace goes with its last object, dependents follow their owners.
/// </summary>
internal sealed class ObjectWriter
{
    private readonly ResourceCatalog catalog;
    private readonly GarbageCollector collector;
    private readonly NamespaceLife namespaces;

    private readonly bool housekeeping;

    public ObjectWriter(ResourceCatalog catalog, SimulatorOptions options)
    {
        this.catalog = catalog;
        this.housekeeping = options.Housekeeping;
        Clock = options.Clock;
        Deletion = new Deletion(this);
        this.collector = new GarbageCollector(catalog, this);
        this.namespaces = new NamespaceLife(catalog, this);
    }

    public TimeProvider Clock { get; }

    public Deletion Deletion { get; }

    public string Now => Timestamp(Clock.GetUtcNow());

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
        var stored = tx.Put(type.StoredAs, name, body);
        if (type.Id == BuiltInResources.Definitions) ReadDefinitions(tx);
        return stored;
    }

    /// <summary>The answer carries the revision of the removal.</summary>
    public StoredObject Remove(WriteTransaction tx, ResourceId resource, StoredObject stored)
    {
        if (resource == BuiltInResources.Definitions) RemoveCustomObjects(tx, stored);
        var removed = tx.Remove(resource, stored);
        if (resource == BuiltInResources.Definitions) ReadDefinitions(tx);
        if (!this.housekeeping) return removed;
        this.collector.Follow(tx, stored.Uid);
        this.collector.Release(tx, stored);
        if (stored.Name.Namespace.Length > 0) this.namespaces.Finish(tx, stored.Name.Namespace);
        return removed;
    }

    /// <summary>What follows from an object having been marked as terminating.</summary>
    public void Terminate(WriteTransaction tx, ResourceType type, ObjectName name)
    {
        if (!this.housekeeping) return;
        if (type.Id == BuiltInResources.Namespaces) this.namespaces.Empty(tx, name.Name);
        else this.collector.Continue(tx, type, name);
    }

    /// <summary>Puts into a new namespace what every namespace has.</summary>
    public void Furnish(WriteTransaction tx, string ns)
    {
        if (this.housekeeping) this.namespaces.Furnish(tx, ns);
    }

    private void ReadDefinitions(WriteTransaction tx) =>
        this.catalog.SetCustom(tx.All(BuiltInResources.Definitions).SelectMany(definition => CustomResource.TypesOf(definition.ToBody())));

    private void RemoveCustomObjects(WriteTransaction tx, StoredObject definition)
    {
        foreach (var resource in CustomResource.TypesOf(definition.ToBody()).Select(type => type.Id).Distinct())
        {
            foreach (var custom in tx.All(resource)) Remove(tx, resource, custom);
        }
    }
}
