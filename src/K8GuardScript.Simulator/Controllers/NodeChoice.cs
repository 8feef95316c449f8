using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>Which nodes take a pod: by readiness, cordon, node selector and taints; resources are not counted. Nodes take turns.</summary>
internal sealed class NodeChoice
{
    private readonly Dictionary<ObjectName, (long Revision, JsonObject Body)> known = [];
    private int turn;

    /// <summary>Null where no node takes the pod.</summary>
    public string? For(ControllerContext context, JsonObject pod)
    {
        var fitting = Fitting(context, pod, ignoreCordon: false).ToList();
        return fitting.Count == 0 ? null : fitting[this.turn++ % fitting.Count];
    }

    /// <summary>The names of the nodes that take the pod.</summary>
    public IEnumerable<string> Fitting(ControllerContext context, JsonObject pod, bool ignoreCordon)
    {
        var spec = pod["spec"] as JsonObject ?? [];
        return context.Store.All(BuiltInResources.Nodes).Where(node => Takes(node, spec, ignoreCordon)).Select(node => node.Name.Name);
    }

    private bool Takes(StoredObject node, JsonObject pod, bool ignoreCordon)
    {
        if (!this.known.TryGetValue(node.Name, out var seen) || seen.Revision != node.Revision)
            this.known[node.Name] = seen = (node.Revision, node.ToBody());
        var spec = seen.Body["spec"] as JsonObject ?? [];
        if (spec.IsTrue("unschedulable") && !ignoreCordon) return false;
        if (Conditions.Find(seen.Body["status"] as JsonObject, "Ready") is { } ready && ready.Text("status") != "True") return false;
        var wanted = pod["nodeSelector"] as JsonObject ?? [];
        return wanted.All(label => node.Labels.GetValueOrDefault(label.Key) == label.Value?.ToString())
            && spec.Objects("taints").Where(taint => taint.Text("effect") != "PreferNoSchedule")
                .All(taint => pod.Objects("tolerations").Any(toleration => Tolerates(toleration, taint)));
    }

    private static bool Tolerates(JsonObject toleration, JsonObject taint)
    {
        if (toleration.Text("effect") is { Length: > 0 } effect && effect != taint.Text("effect")) return false;
        if (toleration.Text("key") is not { Length: > 0 } key) return toleration.Text("operator") == "Exists";
        return key == taint.Text("key")
            && (toleration.Text("operator") == "Exists" || (toleration.Text("value") ?? "") == (taint.Text("value") ?? ""));
    }
}
