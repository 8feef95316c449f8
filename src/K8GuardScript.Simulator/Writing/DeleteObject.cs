using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Reading;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>DELETE of one object or of a collection.</summary>
internal sealed class DeleteObject(ClusterState cluster)
{
    // the namespaces that a real server never lets go
    private static readonly string[] Immortal = ["default", "kube-system", "kube-public"];

    public IAnswer Answer(WriteRequest request, DeleteOptions options) => cluster.Store.Write<IAnswer>(tx =>
    {
        var stored = tx.Find(request.Type.Id, request.Name) ?? throw ApiError.NotFound(request.Type.Id, request.Name.Name);
        options.Check(request.Type, stored);
        var left = Delete(tx, request.Type, stored, options.DryRun);
        return left is not null
            ? request.Answer(left)
            : new JsonAnswer(StatusCodes.Status200OK, StatusBody.Deleted(request.Type.Id, stored.Name.Name, stored.Uid));
    });

    /// <summary>The answer lists the objects as they were.</summary>
    public IAnswer AnswerAll(WriteRequest request, Selection selection, DeleteOptions options) => cluster.Store.Write(tx =>
    {
        var chosen = tx.All(request.Type.Id).Where(selection.Matches).ToList();
        var revision = tx.NextRevision - 1;
        foreach (var stored in chosen)
        {
            options.Check(request.Type, stored);
            Delete(tx, request.Type, stored, options.DryRun);
        }

        return new ListAnswer(request.Form, chosen, new ListMetadata(revision, null, null));
    });

    /// <summary>Deletes, or marks as terminating what has finalizers.</summary>
    /// <returns>the object where a real server answers it (pods, namespaces, what is left terminating), else null</returns>
    private StoredObject? Delete(WriteTransaction tx, ResourceType type, StoredObject stored, bool dryRun)
    {
        if (type.Id == BuiltInResources.Namespaces) return DeleteNamespace(tx, type, stored, dryRun);
        var body = stored.ToBody();
        var held = body.Metadata().Texts("finalizers").Count > 0;
        if (held && body.Metadata().ContainsKey("deletionTimestamp")) return stored;
        if (!held && type.Id != BuiltInResources.Pods)
        {
            if (!dryRun) cluster.Writer.Remove(tx, type.Id, stored);
            return null;
        }

        MarkTerminating(type, body);
        if (dryRun) return StoredObject.From(stored.Name, stored.Revision, body);
        var marked = cluster.Writer.Put(tx, type, stored.Name, body);
        return held ? marked : cluster.Writer.Remove(tx, type.Id, marked);
    }

    private StoredObject DeleteNamespace(WriteTransaction tx, ResourceType type, StoredObject stored, bool dryRun)
    {
        var name = stored.Name.Name;
        if (Immortal.Contains(name)) throw ApiError.Forbidden(type.Id, name, "this namespace may not be deleted");
        var body = stored.ToBody();
        if (body.Metadata().ContainsKey("deletionTimestamp")) return stored;
        body.Metadata()["deletionTimestamp"] = cluster.Writer.Now;
        body["status"] = new JsonObject { ["phase"] = "Terminating" };
        if (dryRun) return StoredObject.From(stored.Name, stored.Revision, body);

        var marked = cluster.Writer.Put(tx, type, stored.Name, body);
        foreach (var inside in cluster.Catalog.All.Where(other => other.Namespaced).DistinctBy(other => other.Id).ToList())
        {
            foreach (var item in tx.All(inside.Id).Where(item => item.Name.Namespace == name)) Delete(tx, inside, item, dryRun: false);
        }

        ObjectWriter.FinishNamespace(tx, name);
        return marked;
    }

    private void MarkTerminating(ResourceType type, JsonObject body)
    {
        var metadata = body.Metadata();
        metadata["deletionTimestamp"] = cluster.Writer.Now;
        metadata["deletionGracePeriodSeconds"] = 0;
        if (type.HasGeneration) ObjectUpdate.CountGeneration(metadata);
    }
}
