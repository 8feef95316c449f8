using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>PUT and PATCH of an object or of its status.</summary>
internal sealed class UpdateObject(ClusterState cluster, CreateObject create)
{
    public IAnswer Replace(WriteRequest request, SentObject sent) => cluster.Store.Write(tx =>
    {
        if (tx.Find(request.Type.StoredAs, request.Name) is { } old)
        {
            var update = new ObjectUpdate(request, FromPatch: false) { Duplicates = sent.Duplicates };
            return request.Answer(Apply(tx, update, old, sent.Body));
        }

        if (!request.Type.CreatesOnUpdate || request.OfStatus) throw ApiError.NotFound(request.Type.Id, request.Name.Name);
        BodyIdentity.CheckKind(request.Type, sent.Body);
        BodyDecoding.Whole(request, sent.Body, sent.Duplicates);
        BodyIdentity.CheckName(request.Name.Name, sent.Body);

        // who names an object means that one, and not a new one; a version alone is not asked for
        if (sent.Body.Metadata().Text("uid") is { Length: > 0 } uid) throw ObjectUpdate.OtherUid(request, uid, found: "");
        sent.Body.Metadata()["name"] = request.Name.Name;
        return request.Answer(create.Create(tx, request, sent.Body), StatusCodes.Status201Created);
    });

    public IAnswer Patch(WriteRequest request, IPatch patch) => cluster.Store.Write(tx =>
    {
        var old = tx.Find(request.Type.StoredAs, request.Name) ?? throw ApiError.NotFound(request.Type.Id, request.Name.Name);
        var body = Shown(request, old);
        return request.Answer(Apply(tx, new ObjectUpdate(request, FromPatch: true), old, patch.Apply(body)));
    });

    /// <summary>A stored object as its clients see it, with kind and apiVersion.</summary>
    public static JsonObject Shown(WriteRequest request, StoredObject stored)
    {
        var body = stored.ToBody();
        EventForms.FromKept(request.Type, body);
        body["kind"] = request.Type.Kind;
        body["apiVersion"] = request.Type.ApiVersion;
        return body;
    }

    /// <summary>
    /// Stores the new state if it is one. The answer to a write that lets a terminating object go still has the old version.
    /// </summary>
    public StoredObject Apply(WriteTransaction tx, ObjectUpdate update, StoredObject old, JsonObject proposed)
    {
        var request = update.Request;
        var next = update.Prepare(old, proposed, cluster.Writer.Now);
        if (update.ChangesNothing(old, next, cluster.Writer.Now)) return old;
        if (request.DryRun) return StoredObject.From(old.Name, old.Revision, next);
        if (!Deletion.IsOver(request.Type, next.Metadata())) return cluster.Writer.Put(tx, request.Type, old.Name, next);

        cluster.Writer.Remove(tx, request.Type.StoredAs, old);
        return StoredObject.From(old.Name, old.Revision, next);
    }
}
