using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>DaemonSet: a pod on each node that takes it, cordoned ones too.</summary>
internal sealed class DaemonSetController : IController
{
    public static readonly ResourceId Sets = new("apps", "daemonsets");

    private readonly NodeChoice nodes = new();

    public IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx) => change.Resource == BuiltInResources.Nodes
        && (change.Before is null || change.After is null)
        ? tx.All(Sets).Select(set => new ObjectKey(Sets, set.Name))
        : Concerns.OfOrOwnedBy(change, tx, Sets, BuiltInResources.Pods);

    public void Reconcile(ControllerContext context, ObjectKey key)
    {
        if (context.Find(key) is not { } set) return;
        var body = set.ToBody();
        if (body.Section("spec")["template"] is not JsonObject template) return;
        var wanted = this.nodes.Fitting(context, template, ignoreCordon: true).ToHashSet(StringComparer.Ordinal);
        if (!set.IsTerminating)
        {
            var pods = PodsOf(context, set);
            foreach (var node in wanted.Where(node => !pods.ContainsKey(node))) Add(context, set, template, node);
            foreach (var (_, pod) in pods.Where(pod => !wanted.Contains(pod.Key))) context.Delete(new ObjectKey(BuiltInResources.Pods, pod.Name));
        }

        context.SetStatus(key, Status(context, set, body, wanted.Count));
    }

    private static void Add(ControllerContext context, StoredObject set, JsonObject template, string node)
    {
        var pod = PodTemplates.Pod(template, ControllerContext.OwnedBy("apps/v1", "DaemonSet", set), set.Name.Name + "-");
        pod.Section("spec")["nodeName"] = node;
        context.Create(BuiltInResources.Pods, set.Name.Namespace, pod);
    }

    private static JsonObject Status(ControllerContext context, StoredObject set, JsonObject body, int wanted)
    {
        var pods = PodsOf(context, set).Values.Select(pod => pod.ToBody()).ToList();
        var ready = pods.Count(PodTemplates.IsReady);
        var status = new JsonObject
        {
            ["currentNumberScheduled"] = pods.Count,
            ["numberMisscheduled"] = 0,
            ["desiredNumberScheduled"] = wanted,
            ["numberReady"] = ready,
            ["observedGeneration"] = body.Metadata().Whole("generation") ?? 1,
        };
        if (pods.Count > 0) status["updatedNumberScheduled"] = pods.Count;
        if (ready > 0) status["numberAvailable"] = ready;
        if (wanted > ready) status["numberUnavailable"] = wanted - ready;
        return status;
    }

    private static Dictionary<string, StoredObject> PodsOf(ControllerContext context, StoredObject set)
    {
        var pods = new Dictionary<string, StoredObject>(StringComparer.Ordinal);
        foreach (var pod in context.Controlled(BuiltInResources.Pods, set.Uid).Where(PodTemplates.IsActive))
            pods[pod.ToBody().Section("spec").Text("nodeName") ?? ""] = pod;
        return pods;
    }
}
