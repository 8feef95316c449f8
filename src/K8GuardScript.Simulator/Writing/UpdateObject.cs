using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>PUT and PATCH of an object or of its status.</summary>
internal sealed class UpdateObject(ClusterState cluster, CreateObject create)
{
    public IAnswer Replace(WriteRequest request, bool ofStatus, JsonObject body) => cluster.Store.Write(tx =>
    {
        if (tx.Find(request.Type.Id, request.Name) is not { } old)
        {
            if (!request.Type.CreatesOnUpdate || ofStatus) throw ApiError.NotFound(request.Type.Id, request.Name.Name);
            BodyIdentity.CheckName(request.Name.Name, body);
            body.Metadata()["name"] = request.Name.Name;
            return request.Answer(create.Create(tx, request, body), StatusCodes.Status201Created);
        }

        return request.Answer(Apply(tx, new ObjectUpdate(request, ofStatus, FromPatch: false), old, body));
    });

    public IAnswer Patch(WriteRequest request, bool ofStatus, IPatch patch) => cluster.Store.Write(tx =>
    {
        var old = tx.Find(request.Type.Id, request.Name) ?? throw ApiError.NotFound(request.Type.Id, request.Name.Name);
        var body = old.ToBody();
        body["kind"] = request.Type.Kind;
        body["apiVersion"] = request.Type.ApiVersion;
        return request.Answer(Apply(tx, new ObjectUpdate(request, ofStatus, FromPatch: true), old, patch.Apply(body)));
    });

    /// <summary>
    /// Stores the new state if it is one. The answer to a write that lets a terminating object go still has the old version.
    /// </summary>
    public StoredObject Apply(WriteTransaction tx, ObjectUpdate update, StoredObject old, JsonObject proposed)
    {
        var request = update.Request;
        var next = update.Prepare(old, proposed, cluster.Writer.Now);
        if (ObjectUpdate.ChangesNothing(old, next)) return old;
        if (request.DryRun) return StoredObject.From(old.Name, old.Revision, next);
        if (!next.Metadata().ContainsKey("deletionTimestamp") || next.Metadata().Texts("finalizers").Count > 0)
            return cluster.Writer.Put(tx, request.Type, old.Name, next);

        cluster.Writer.Remove(tx, request.Type.Id, old);
        return StoredObject.From(old.Name, old.Revision, next);
    }
}
