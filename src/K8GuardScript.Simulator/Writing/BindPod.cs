using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>POST to a pod's binding subresource (v1 Binding): puts a pod on a node, once.</summary>
internal sealed class BindPod(ClusterState cluster)
{
    public IAnswer Answer(WriteRequest request, JsonObject binding) => cluster.Store.Write<IAnswer>(tx =>
    {
        var pod = tx.Find(BuiltInResources.Pods, request.Name) ?? throw ApiError.NotFound(BuiltInResources.Pods, request.Name.Name);
        var node = (binding["target"] as JsonObject)?.Text("name") ?? "";
        if (node.Length == 0)
            throw ApiError.Invalid("", "Binding", request.Name.Name, new StatusCause("FieldValueRequired", "Required value", "target.name"));
        var body = pod.ToBody();
        if (pod.IsTerminating) throw Refused(request.Name.Name, $"pod {request.Name.Name} is being deleted, cannot be assigned to a host");
        if (body.Section("spec").Text("nodeName") is { Length: > 0 } taken)
            throw Refused(request.Name.Name, $"pod {request.Name.Name} is already assigned to node \"{taken}\"");

        Bind(body, node, cluster.Writer.Now);
        if (!request.DryRun) cluster.Writer.Put(tx, request.Type, request.Name, body);
        return new JsonAnswer(StatusCodes.Status201Created, StatusBody.Done(StatusCodes.Status201Created));
    });

    /// <summary>Puts a pod on a node, as scheduler and server do together.</summary>
    public static void Bind(JsonObject pod, string node, string now)
    {
        pod.Section("spec")["nodeName"] = node;
        pod.Section("status")["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "PodScheduled",
            ["status"] = "True",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = now,
        });
    }

    private static ApiError Refused(string name, string why) => ApiError.Conflict("", "pods/binding", name, why);
}
