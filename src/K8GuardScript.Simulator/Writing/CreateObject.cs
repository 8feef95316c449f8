using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Fields;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>POST to a collection.</summary>
internal sealed class CreateObject(ClusterState cluster)
{
    private static readonly string[] ServerOwned =
        ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink", "managedFields"];

    // what is stored nowhere has a uid of its own each time
    private long dryRuns;

    /// <param name="request">its name holds the namespace of the path only</param>
    public IAnswer Answer(WriteRequest request, SentObject sent)
    {
        var body = sent.Body;
        BodyIdentity.CheckKind(request.Type, body);
        BodyDecoding.Whole(request, body, sent.Duplicates);
        BodyIdentity.CheckNamespace(request.Name.Namespace, body);
        if (body.Metadata().Text("resourceVersion") is { Length: > 0 })
            throw ApiError.Unclassified("resourceVersion should not be set on objects to be created");

        var stored = cluster.Store.Write(tx => Create(tx, request, body));
        return request.Answer(stored, StatusCodes.Status201Created);
    }

    /// <summary>Stores a new object as if a client had sent it.</summary>
    /// <param name="body">decoded; used up</param>
    /// <param name="applied">the fields that its creator owns, where it was applied; else the creator owns all that it sent</param>
    public StoredObject Create(WriteTransaction tx, WriteRequest request, JsonObject body, FieldSet? applied = null)
    {
        var type = request.Type;
        var metadata = body.Metadata();
        var name = new ObjectName(request.Name.Namespace, NameOf(type, metadata, tx.NextRevision));
        if (name.Namespace.Length > 0) CheckNamespaceIsThere(tx, type, name);

        foreach (var key in ServerOwned) metadata.Remove(key);
        if (!type.HasStatus) body.Remove("status");
        EventForms.ToKept(type, body);
        ObjectDefaults.ApplyAll(type, name.Name, body, cluster.Writer.Now);
        Own(request, body, applied);
        Admission.Admit(tx, request, name, body);
        InitialStatus.Reset(type, body);
        if (request.DryRun) metadata["uid"] = Names.Uid(type.Id, $"{name.Key}#{Versions.Text(this.dryRuns++)}", tx.NextRevision);
        cluster.Writer.Complete(type, name, body, tx.NextRevision);
        if (type.Id.ToString() == "jobs.batch") JobLabels.Add(name.Name, body);
        ObjectChecks.Check(type, name.Name, before: null, body);
        if (tx.Find(type.StoredAs, name) is { } existing) throw ApiError.AlreadyExists(type.Id, name.Name, existing.IsTerminating);
        if (request.DryRun) return StoredObject.From(name, null, body);

        var stored = cluster.Writer.Put(tx, type, name, body);
        if (type.Id == BuiltInResources.Definitions) DefinitionLife.Establish(tx, cluster.Writer, type, stored);
        if (type.Id == BuiltInResources.Namespaces) cluster.Writer.Furnish(tx, name.Name);
        return stored;
    }

    private void Own(WriteRequest request, JsonObject body, FieldSet? applied)
    {
        if (applied is null) ManagedFields.Created(body, BuiltInTypes.Of(request.Type), request.Writer(), cluster.Writer.Now);
        else ManagedFields.Write(body, [new OwnedFields(request.Writer(FieldWriter.Apply), cluster.Writer.Now, applied)]);
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
