using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>GET, PUT and PATCH of the scale subresource.</summary>
internal sealed class ScaleObject(ClusterState cluster, UpdateObject update)
{
    public IAnswer Read(WriteRequest request, ScalePaths paths) => Answer(paths,
        cluster.Store.Read(request.Type.StoredAs).Objects.GetValueOrDefault(request.Name)
        ?? throw ApiError.NotFound(request.Type.Id, request.Name.Name));

    public IAnswer Replace(WriteRequest request, ScalePaths paths, JsonObject scale) =>
        Write(request, paths, _ => scale);

    public IAnswer Patch(WriteRequest request, ScalePaths paths, IPatch patch) =>
        Write(request, paths, stored => patch.Apply(ScaleView.Of(paths, stored)));

    private JsonAnswer Write(WriteRequest request, ScalePaths paths, Func<StoredObject, JsonObject> wanted) => cluster.Store.Write(tx =>
    {
        var stored = tx.Find(request.Type.StoredAs, request.Name) ?? throw ApiError.NotFound(request.Type.Id, request.Name.Name);
        var scale = wanted(stored);
        CheckKind(scale);
        BodyIdentity.CheckName(request.Name.Name, scale);
        BodyIdentity.CheckNamespace(request.Name.Namespace, scale);
        CheckGuards(request, stored, scale.Metadata());
        var body = ScaleView.WithReplicas(paths, stored.ToBody(), Wanted(request, scale));
        return Answer(paths, update.Apply(tx, new ObjectUpdate(request, FromPatch: true), stored, body));
    });

    private static JsonAnswer Answer(ScalePaths paths, StoredObject stored) =>
        new(StatusCodes.Status200OK, ScaleView.Of(paths, stored));

    private static void CheckKind(JsonObject scale)
    {
        if (scale.Text("kind") is not (null or "" or "Scale"))
            throw ApiError.BadRequest($"{scale.Text("kind")} in version \"{scale.Text("apiVersion")}\" cannot be handled as a Scale");
    }

    /// <summary>A wrong uid is 409 here, also in a patch, and speaks of the subresource.</summary>
    private static void CheckGuards(WriteRequest request, StoredObject stored, JsonObject metadata)
    {
        var type = request.Type;
        if (metadata.Text("uid") is { Length: > 0 } uid && uid != stored.Uid)
        {
            throw ApiError.Conflict(type.Group, type.Plural + "/scale", request.Name.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {stored.Uid}");
        }

        if (metadata.Text("resourceVersion") is not { Length: > 0 } version) return;
        if (!Versions.TryParse(version, out var revision))
            throw ApiError.Unclassified($"strconv.ParseUint: parsing \"{version}\": invalid syntax");
        if (revision != stored.Revision) throw ApiError.Stale(type.Id, request.Name.Name);
    }

    private static int Wanted(WriteRequest request, JsonObject scale)
    {
        var node = (scale["spec"] as JsonObject)?["replicas"];
        if (node is null) return 0;
        if (!Replicas.TryRead(node, out var replicas))
            throw ApiError.BadRequest("Scale in version \"v1\" cannot be handled as a Scale: spec.replicas is no int32");
        return replicas >= 0
            ? replicas
            : throw ApiError.Invalid("autoscaling", "Scale", request.Name.Name, Replicas.Negative(replicas));
    }
}
