using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Fields;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>One step of a controller: it holds the store, reads it and writes as the controller manager does.</summary>
/// <param name="later">asks for another look at an object after a time</param>
internal sealed class ControllerContext(ClusterState cluster, CreateObject create, WriteTransaction tx, Action<ObjectKey, TimeSpan> later)
{
    private const string Name = "kube-controller-manager";

    public WriteTransaction Store => tx;

    public DateTimeOffset Time => cluster.Clock.GetUtcNow();

    public string Now => cluster.Writer.Now;

    public StoredObject? Find(ObjectKey key) => tx.Find(key);

    public void Later(ObjectKey key, TimeSpan delay) => later(key, delay);

    /// <summary>The objects of a resource that an owner controls.</summary>
    public IEnumerable<StoredObject> Controlled(ResourceId resource, string uid) => tx.DependentsOf(uid)
        .Where(dependent => dependent.Key.Resource == resource && dependent.Object.Owners.Any(owner => owner.Uid == uid && owner.IsController))
        .Select(dependent => dependent.Object);

    /// <summary>Stores a new object as a client would; null where it is refused (a quota, a namespace that ends).</summary>
    public StoredObject? Create(ResourceId resource, string ns, JsonObject body)
    {
        try
        {
            return create.Create(tx, Request(TypeOf(resource), new ObjectName(ns, "")), body);
        }
        catch (ApiError error) when (error.Code is >= 400 and < 500)
        {
            return null;
        }
    }

    /// <summary>Replaces an object if that changes something; the generation counts changes of anything but metadata and status.</summary>
    public void Update(ObjectKey key, JsonObject body, string subresource = "")
    {
        if (tx.Find(key) is not { } stored) return;
        var before = stored.ToBody();
        body.Metadata().Remove("resourceVersion");
        before.Metadata().Remove("resourceVersion");
        if (JsonNode.DeepEquals(before, body)) return;
        var type = TypeOf(key.Resource);
        var writer = new FieldWriter(Name, FieldWriter.Update, type.ApiVersion, subresource);
        ManagedFields.Updated(before, body, BuiltInTypes.Of(type), writer, Now);
        if (type.HasGeneration && !JsonNode.DeepEquals(before["spec"], body["spec"])) ObjectUpdate.CountGeneration(body.Metadata());
        cluster.Writer.Put(tx, type, key.Name, body);
    }

    /// <summary>Puts a status in place of the present one.</summary>
    public void SetStatus(ObjectKey key, JsonObject status)
    {
        if (tx.Find(key) is not { } stored) return;
        var body = stored.ToBody();
        body["status"] = status;
        Update(key, body, "status");
    }

    public void Delete(ObjectKey key, long? grace = null)
    {
        if (tx.Find(key) is { } stored)
            cluster.Writer.Deletion.Delete(tx, TypeOf(key.Resource), stored, DeleteOptions.Background with { Grace = grace });
    }

    /// <summary>A reference by which an object is controlled.</summary>
    public static JsonArray OwnedBy(string apiVersion, string kind, StoredObject owner) => new(new JsonObject
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["name"] = owner.Name.Name,
        ["uid"] = owner.Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    });

    private ResourceType TypeOf(ResourceId resource) => cluster.Catalog.All.First(type => type.Id == resource);

    private WriteRequest Request(ResourceType type, ObjectName name) =>
        new(type, name, new ObjectForm(type, Representation.Whole, cluster.Clock), DryRun: false) { Manager = Name };
}
