using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Reading;

/// <summary>Which fields a field selector may name, by kind; every kind has its name and namespace.</summary>
internal static class SelectableFields
{
    private static readonly Dictionary<string, string[]> Of = new(StringComparer.Ordinal)
    {
        ["v1/Pod"] =
        [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
            "status.phase", "status.podIP", "status.nominatedNodeName",
        ],
        ["v1/Node"] = ["spec.unschedulable"],
        ["v1/Namespace"] = ["status.phase"],
        ["v1/Secret"] = ["type"],
        ["v1/ReplicationController"] = ["status.replicas"],
        ["apps/v1/ReplicaSet"] = ["status.replicas"],
        ["batch/v1/Job"] = ["status.successful"],
        ["events.k8s.io/v1/Event"] =
        [
            "regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "regarding.apiVersion",
            "regarding.resourceVersion", "regarding.fieldPath", "reason", "reportingController", "type",
        ],
        ["v1/Event"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
            "reason", "reportingComponent", "source", "type",
        ],
    };

    /// <summary>Throws the 400 that the kind answers for a field it does not select by.</summary>
    public static void Check(ResourceType type, string path)
    {
        if (path is "metadata.name" or "metadata.namespace") return;
        if (!Of.TryGetValue($"{type.ApiVersion}/{type.Kind}", out var own))
            throw ApiError.BadRequest($"\"{path}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        if (!own.Contains(path)) throw ApiError.BadRequest($"field label not supported: {path}");
    }

    /// <summary>The path to a field in the form in which objects are kept.</summary>
    public static string Kept(ResourceType type, string path)
    {
        if (!EventForms.Differ(type)) return path;
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? EventForms.KeptName(path) : EventForms.KeptName(path[..dot]) + path[dot..];
    }

    /// <summary>True for booleans: where absent they select as <c>false</c>.</summary>
    public static bool IsFlag(string path) => path is "spec.unschedulable" or "spec.hostNetwork";
}
