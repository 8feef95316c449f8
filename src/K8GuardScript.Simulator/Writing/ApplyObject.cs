using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Fields;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// Server-side apply (PATCH with application/apply-patch+yaml): whoever applies owns the fields that the configuration names; another owner
/// with another value is a conflict; fields that it named the last time and does not now go, unless somebody else owns them.
/// </summary>
internal sealed class ApplyObject(ClusterState cluster, CreateObject create, UpdateObject update)
{
    // the owner of all there was before anybody applied, where nobody was told of before
    private const string BeforeFirstApply = "before-first-apply";

    public IAnswer Answer(WriteRequest request, JsonObject configuration)
    {
        Check(request, configuration);
        return cluster.Store.Write(tx => tx.Find(request.Type.StoredAs, request.Name) is { } old
            ? request.Answer(Update(tx, request, old, configuration))
            : request.Answer(Create(tx, request, configuration), StatusCodes.Status201Created));
    }

    private static void Check(WriteRequest request, JsonObject configuration)
    {
        var type = request.Type;
        var metadata = configuration.Metadata();
        var (kind, version) = (configuration.Text("kind") ?? "", configuration.Text("apiVersion") ?? "");
        if (kind != type.Kind || version != type.ApiVersion)
        {
            var group = version.Contains('/', StringComparison.Ordinal) ? "" : "/";
            throw ApiError.BadRequest($"invalid object type: {group}{version}, Kind={kind}");
        }

        if (metadata["managedFields"] is not null) throw ApiError.BadRequest("metadata.managedFields must be nil");
        BodyIdentity.CheckName(request.Name.Name, configuration);
        BodyIdentity.CheckNamespace(request.Name.Namespace, configuration);
        var name = $"{metadata.Text("namespace")}/{metadata.Text("name")}";
        var typed = TypedBody.Read(type, configuration);
        if (typed.Unknown is [var unknown, ..])
        {
            throw ApiError.Unclassified($"failed to create typed patch object ({name}; {version}, Kind={kind}): "
                + $".{unknown}: field not declared in schema");
        }

        if (typed.Problem is { } problem)
            throw ApiError.Unclassified($"failed to create typed patch object ({name}; {version}, Kind={kind}): {problem}");
    }

    private StoredObject Create(WriteTransaction tx, WriteRequest request, JsonObject configuration)
    {
        if (request.Subresource.Length > 0) throw ApiError.NotFound(request.Type.Id, request.Name.Name);
        var fields = Owned(request, configuration);
        configuration.Metadata().Remove("resourceVersion");
        configuration.Metadata()["name"] = request.Name.Name;
        return create.Create(tx, request, configuration, fields);
    }

    private StoredObject Update(WriteTransaction tx, WriteRequest request, StoredObject old, JsonObject configuration)
    {
        var type = BuiltInTypes.Of(request.Type);
        var live = UpdateObject.Shown(request, old);
        var entries = ManagedFields.Read(live);
        if (entries.Count == 0) entries.Add(Unowned(request, live, type));
        var writer = request.Writer(FieldWriter.Apply);
        var mine = entries.Find(entry => entry.Manager == writer);
        var others = entries.Where(entry => entry != mine).ToList();

        var fields = Owned(request, configuration);
        var merged = AppliedFields.Merge(live, configuration, type).AsObject();
        if (mine is not null)
        {
            var kept = others.Aggregate(fields, (all, entry) => all.Union(entry.Fields));
            AppliedFields.Prune(merged, type, mine.Fields.Without(fields), kept);
        }

        var difference = FieldComparison.Of(live, merged, type);
        var left = Resolve(request, others, difference, live);
        left.Add(mine is not null && mine.Fields.SameAs(fields) ? mine : new OwnedFields(writer, cluster.Writer.Now, fields));
        ManagedFields.Write(merged, left);
        return update.Apply(tx, new ObjectUpdate(request, FromPatch: true) { Applied = true }, old, merged);
    }

    /// <summary>Throws 409 where others own what changes, or takes it from them where that is forced.</summary>
    private static List<OwnedFields> Resolve(
        WriteRequest request, List<OwnedFields> others, FieldComparison difference, JsonObject live)
    {
        var allowed = request.Force == true ? difference.Changed : ClientSideApply.MayTake(request, live);
        var conflicts = others.Select(entry => (entry.Manager, Fields: entry.Fields.Intersect(difference.Changed).Without(allowed)))
            .Where(conflict => !conflict.Fields.IsEmpty).ToList();
        if (conflicts.Count > 0) throw ApplyConflict.Of(conflicts);
        return [.. others.Select(entry => entry with { Fields = entry.Fields.Without(difference.Changed).Without(difference.Removed) })];
    }

    private static FieldSet Owned(WriteRequest request, JsonObject configuration) => ManagedFields.Tracked(
        AppliedFields.Of(configuration, BuiltInTypes.Of(request.Type)), request.Writer(FieldWriter.Apply));

    private OwnedFields Unowned(WriteRequest request, JsonObject live, FieldType type)
    {
        var manager = new FieldWriter(BeforeFirstApply, FieldWriter.Update, request.Type.ApiVersion, "");
        return new OwnedFields(manager, cluster.Writer.Now, ManagedFields.Tracked(FieldComparison.OfNew(live, type), manager));
    }
}
