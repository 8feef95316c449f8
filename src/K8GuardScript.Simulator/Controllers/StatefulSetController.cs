using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>StatefulSet: numbered pods, made one after another and removed from the last; a pod with other images is made anew.</summary>
internal sealed class StatefulSetController : IController
{
    public static readonly ResourceId Sets = new("apps", "statefulsets");

    public IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx) =>
        Concerns.OfOrOwnedBy(change, tx, Sets, BuiltInResources.Pods);

    public void Reconcile(ControllerContext context, ObjectKey key)
    {
        if (context.Find(key) is not { } set) return;
        var body = set.ToBody();
        var spec = body.Section("spec");
        if (spec["template"] is not JsonObject template) return;
        var pods = PodsOf(context, set);
        var wanted = spec.Whole("replicas") ?? 1;
        if (!set.IsTerminating && !Remove(context, pods, template, wanted)) Add(context, set, pods, template, wanted);
        context.SetStatus(key, Status(context, set, body, template));
    }

    /// <summary>True while a pod is going: the next step waits for it.</summary>
    private static bool Remove(ControllerContext context, SortedDictionary<int, StoredObject> pods, JsonObject template, long wanted)
    {
        foreach (var (ordinal, pod) in pods.Reverse())
        {
            if (pod.IsTerminating) return true;
            if (ordinal < wanted && SameImages(pod.ToBody(), template)) continue;
            context.Delete(new ObjectKey(BuiltInResources.Pods, pod.Name));
            return true;
        }

        return false;
    }

    private static void Add(
        ControllerContext context, StoredObject set, SortedDictionary<int, StoredObject> pods, JsonObject template, long wanted)
    {
        for (var ordinal = 0; ordinal < wanted; ordinal++)
        {
            if (pods.TryGetValue(ordinal, out var pod))
            {
                if (!PodTemplates.IsReady(pod.ToBody())) return;
                continue;
            }

            var name = $"{set.Name.Name}-{ordinal.ToString(CultureInfo.InvariantCulture)}";
            var body = PodTemplates.Pod(template, ControllerContext.OwnedBy("apps/v1", "StatefulSet", set), "", name);
            body.Metadata().Section("labels")["statefulset.kubernetes.io/pod-name"] = name;
            context.Create(BuiltInResources.Pods, set.Name.Namespace, body);
            return;
        }
    }

    private static JsonObject Status(ControllerContext context, StoredObject set, JsonObject body, JsonObject template)
    {
        var pods = PodsOf(context, set).Values.Where(PodTemplates.IsActive).Select(pod => pod.ToBody()).ToList();
        var ready = pods.Count(PodTemplates.IsReady);
        var revision = (body["status"] as JsonObject)?.Text("updateRevision") ?? $"{set.Name.Name}-{PodTemplates.Hash(template)}";
        var status = new JsonObject
        {
            ["observedGeneration"] = body.Metadata().Whole("generation") ?? 1,
            ["replicas"] = pods.Count,
            ["currentRevision"] = revision,
            ["updateRevision"] = revision,
            ["collisionCount"] = 0,
            ["availableReplicas"] = ready,
        };
        foreach (var (field, count) in ((string, int)[])[("readyReplicas", ready), ("currentReplicas", pods.Count), ("updatedReplicas", pods.Count)])
        {
            if (count > 0) status[field] = count;
        }

        return status;
    }

    private static SortedDictionary<int, StoredObject> PodsOf(ControllerContext context, StoredObject set)
    {
        var pods = new SortedDictionary<int, StoredObject>();
        foreach (var pod in context.Controlled(BuiltInResources.Pods, set.Uid))
        {
            var name = pod.Name.Name;
            if (int.TryParse(name[(name.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var at)) pods[at] = pod;
        }

        return pods;
    }

    private static bool SameImages(JsonObject pod, JsonObject template) =>
        Images(pod).SequenceEqual(Images(template), StringComparer.Ordinal);

    private static IEnumerable<string> Images(JsonObject pod) =>
        (pod["spec"] as JsonObject ?? []).Objects("containers").Select(container => container.Text("image") ?? "");
}
