using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>POST to a collection.</summary>
internal sealed class CreateObject(ClusterState cluster)
{
    /// <param name="request">its name holds the namespace of the path only</param>
    public IAnswer Answer(WriteRequest request, JsonObject body)
    {
        var type = request.Type;
        BodyIdentity.CheckKind(type, body);
        ObjectChecks.Check(type, body.Metadata().Text("name") ?? "", body, fromPatch: false);
        BodyIdentity.CheckNamespace(request.Name.Namespace, body);
        if (body.Metadata().Text("resourceVersion") is { Length: > 0 })
            throw ApiError.Unclassified("resourceVersion should not be set on objects to be created");

        var stored = cluster.Store.Write(tx => Create(tx, request, body));
        return request.Answer(stored, StatusCodes.Status201Created);
    }

    /// <summary>Stores what an update was to replace and did not find; only leases allow that.</summary>
    public StoredObject Create(WriteTransaction tx, WriteRequest request, JsonObject body)
    {
        var type = request.Type;
        var metadata = body.Metadata();
        var name = new ObjectName(request.Name.Namespace, NameOf(type, metadata, tx.NextRevision));
        if (name.Namespace.Length > 0) CheckNamespaceIsThere(tx, type, name);
        if (tx.Find(type.Id, name) is { } existing)
            throw ApiError.AlreadyExists(type.Id, name.Name, existing.IsTerminating);

        string[] serverOwned = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink"];
        foreach (var key in serverOwned) metadata.Remove(key);
        InitialStatus.Reset(type, body);
        cluster.Writer.Complete(type, name, body, tx.NextRevision);
        return request.DryRun ? StoredObject.From(name, null, body) : cluster.Writer.Put(tx, type, name, body);
    }

    private static string NameOf(ResourceType type, JsonObject metadata, long revision)
    {
        var name = metadata.Text("name");
        if (string.IsNullOrEmpty(name))
        {
            if (metadata.Text("generateName") is not { Length: > 0 } prefix)
            {
                throw ApiError.Invalid(type.Group, type.Kind, "", new StatusCause(
                    "FieldValueRequired", "Required value: name or generateName is required", "metadata.name"));
            }

            name = Names.Generate(prefix, revision);
        }

        if (name is not ("." or "..") && name.IndexOfAny(['/', '%']) < 0) return name;
        throw ApiError.Invalid(type.Group, type.Kind, name, new StatusCause(
            "FieldValueInvalid", $"Invalid value: \"{name}\": may not contain '/' or '%' or be '.' or '..'", "metadata.name"));
    }

    private static void CheckNamespaceIsThere(WriteTransaction tx, ResourceType type, ObjectName name)
    {
        var stored = tx.Find(BuiltInResources.Namespaces, new ObjectName("", name.Namespace))
            ?? throw ApiError.NotFound(BuiltInResources.Namespaces, name.Namespace);
        if (!stored.IsTerminating) return;
        throw ApiError.Forbidden(type.Id, name.Name,
            $"unable to create new content in namespace {name.Namespace} because it is being terminated",
            new StatusCause("NamespaceTerminating", $"namespace {name.Namespace} is being terminated", "metadata.namespace"));
    }
}
