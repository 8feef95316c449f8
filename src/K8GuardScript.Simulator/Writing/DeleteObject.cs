using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Reading;
using K8GuardScript.Simulator.Resources;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>DELETE of one object or of a collection.</summary>
internal sealed class DeleteObject(ClusterState cluster)
{
    // the namespaces that a real server never lets go
    private static readonly string[] Immortal = ["default", "kube-system", "kube-public"];

    public IAnswer Answer(WriteRequest request, DeleteOptions options) => cluster.Store.Write<IAnswer>(tx =>
    {
        var (type, name) = (request.Type, request.Name.Name);
        var stored = tx.Find(type.StoredAs, request.Name) ?? throw ApiError.NotFound(type.Id, name);
        options.Check(type, stored);
        if (type.Id == BuiltInResources.Namespaces && Immortal.Contains(name))
            throw ApiError.Forbidden(type.Id, name, "this namespace may not be deleted");
        var left = cluster.Writer.Deletion.Delete(tx, type, stored, options);
        return left is not null
            ? request.Answer(left)
            : new JsonAnswer(StatusCodes.Status200OK, StatusBody.Deleted(type.Id, name, stored.Uid));
    });

    /// <summary>The answer lists the objects as they were.</summary>
    public IAnswer AnswerAll(WriteRequest request, Selection selection, DeleteOptions options) => cluster.Store.Write(tx =>
    {
        var chosen = tx.All(request.Type.StoredAs).Where(selection.Matches).ToList();
        var revision = tx.NextRevision - 1;
        foreach (var stored in chosen)
        {
            // the deletion of an owner may have taken it along
            if (tx.Find(request.Type.StoredAs, stored.Name) is not { } present) continue;
            options.Check(request.Type, present);
            cluster.Writer.Deletion.Delete(tx, request.Type, present, options);
        }

        return new ListAnswer(request.Form, chosen, new ListMetadata(revision, null, null));
    });
}
