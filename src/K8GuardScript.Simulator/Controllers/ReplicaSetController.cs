using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>ReplicaSet: as many pods as it says, and their numbers in its status.</summary>
internal sealed class ReplicaSetController : IController
{
    public static readonly ResourceId Sets = new("apps", "replicasets");

    public IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx) =>
        Concerns.OfOrOwnedBy(change, tx, Sets, BuiltInResources.Pods);

    public void Reconcile(ControllerContext context, ObjectKey key)
    {
        if (context.Find(key) is not { } set) return;
        var body = set.ToBody();
        var spec = body.Section("spec");
        var wanted = spec.Whole("replicas") ?? 1;
        if (!set.IsTerminating) Adjust(context, set, spec, wanted);
        context.SetStatus(key, Status(context, set, body));
    }

    private static void Adjust(ControllerContext context, StoredObject set, JsonObject spec, long wanted)
    {
        var active = context.Controlled(BuiltInResources.Pods, set.Uid).Where(PodTemplates.IsActive).ToList();
        for (var missing = wanted - active.Count; missing > 0; missing--)
        {
            var owners = ControllerContext.OwnedBy("apps/v1", "ReplicaSet", set);
            if (context.Create(BuiltInResources.Pods, set.Name.Namespace,
                PodTemplates.Pod(spec.Section("template"), owners, set.Name.Name + "-")) is null) return;
        }

        // those that do not run yet go first
        var surplus = active.OrderBy(pod => PodTemplates.IsReady(pod.ToBody())).ThenByDescending(pod => pod.Revision)
            .Take((int)Math.Max(0, active.Count - wanted));
        foreach (var pod in surplus.ToList()) context.Delete(new ObjectKey(BuiltInResources.Pods, pod.Name));
    }

    private static JsonObject Status(ControllerContext context, StoredObject set, JsonObject body)
    {
        var pods = context.Controlled(BuiltInResources.Pods, set.Uid).ToList();
        var active = pods.Where(PodTemplates.IsActive).Select(pod => pod.ToBody()).ToList();
        var ready = active.Count(PodTemplates.IsReady);
        var status = new JsonObject { ["replicas"] = active.Count };
        if (active.Count > 0) status["fullyLabeledReplicas"] = active.Count;
        if (ready > 0) status["readyReplicas"] = ready;
        if (ready > 0) status["availableReplicas"] = ready;
        status["terminatingReplicas"] = pods.Count(pod => pod.IsTerminating);
        status["observedGeneration"] = body.Metadata().Whole("generation") ?? 1;
        return status;
    }
}
