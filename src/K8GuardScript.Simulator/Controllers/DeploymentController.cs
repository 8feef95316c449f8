using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>
/// Deployment: a ReplicaSet for each template it had; the present one has the replicas, the others none, as soon as the present one's
/// pods are ready. Pausing stops the change of template only.
/// </summary>
internal sealed class DeploymentController : IController
{
    private const string RevisionKey = "deployment.kubernetes.io/revision";
    public static readonly ResourceId Deployments = new("apps", "deployments");

    public IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx) =>
        Concerns.OfOrOwnedBy(change, tx, Deployments, ReplicaSetController.Sets);

    public void Reconcile(ControllerContext context, ObjectKey key)
    {
        if (context.Find(key) is not { } deployment) return;
        var body = deployment.ToBody();
        var spec = body.Section("spec");
        if (spec["template"] is not JsonObject template) return;
        var sets = context.Controlled(ReplicaSetController.Sets, deployment.Uid).ToList();
        var present = sets.Find(set => IsOf(set, template));
        if (!deployment.IsTerminating)
        {
            var wanted = spec.Whole("replicas") ?? 1;
            if (present is null && !spec.IsTrue("paused")) Begin(context, deployment, spec, template, sets, sets.Count == 0 ? wanted : 0);
            else if (present is not null) Roll(context, sets, present, wanted);
            Annotate(context, key, deployment);
        }

        Tell(context, key, template);
    }

    /// <summary>Templates are compared with their defaults, as what was loaded may lack them.</summary>
    private static bool IsOf(StoredObject set, JsonObject template) => set.ToBody()["spec"]?["template"] is JsonObject own
        && JsonNode.DeepEquals(Complete(own), Complete(template));

    private static JsonObject Complete(JsonObject template)
    {
        var whole = new JsonObject { ["spec"] = new JsonObject { ["template"] = PodTemplates.WithoutHash(template) } };
        WorkloadDefaults.Apply("replicasets.apps", whole);
        return whole;
    }

    private static void Begin(
        ControllerContext context, StoredObject deployment, JsonObject spec, JsonObject template, List<StoredObject> sets, long replicas)
    {
        var hash = PodTemplates.Hash(template);
        var copy = template.DeepClone().AsObject();
        copy.Metadata().Section("labels")["pod-template-hash"] = hash;
        var selector = (spec["selector"] as JsonObject)?.DeepClone().AsObject() ?? [];
        selector.Section("matchLabels")["pod-template-hash"] = hash;
        context.Create(ReplicaSetController.Sets, deployment.Name.Namespace, new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Name.Name}-{hash}",
                ["labels"] = copy.Metadata()["labels"]!.DeepClone(),
                ["annotations"] = new JsonObject { [RevisionKey] = Versions.Text(sets.Select(Revision).DefaultIfEmpty(0).Max() + 1) },
                ["ownerReferences"] = ControllerContext.OwnedBy("apps/v1", "Deployment", deployment),
            },
            ["spec"] = new JsonObject { ["replicas"] = replicas, ["selector"] = selector, ["template"] = copy },
        });
    }

    private static void Roll(ControllerContext context, List<StoredObject> sets, StoredObject present, long wanted)
    {
        Scale(context, present, wanted);
        var ready = context.Find(Key(present))!.ToBody().Section("status").Whole("readyReplicas") ?? 0;
        if (ready < wanted) return;
        foreach (var old in sets.Where(set => set.Name != present.Name)) Scale(context, old, 0);
    }

    private static void Scale(ControllerContext context, StoredObject set, long replicas)
    {
        var body = set.ToBody();
        if ((body.Section("spec").Whole("replicas") ?? 1) == replicas) return;
        body.Section("spec")["replicas"] = replicas;
        context.Update(Key(set), body);
    }

    private static void Annotate(ControllerContext context, ObjectKey key, StoredObject deployment)
    {
        var newest = context.Controlled(ReplicaSetController.Sets, deployment.Uid).Select(Revision).DefaultIfEmpty(0).Max();
        if (newest == 0 || context.Find(key) is not { } stored) return;
        var body = stored.ToBody();
        body.Metadata().Section("annotations")[RevisionKey] = Versions.Text(newest);
        context.Update(key, body);
    }

    private static void Tell(ControllerContext context, ObjectKey key, JsonObject template)
    {
        if (context.Find(key) is not { } deployment) return;
        var body = deployment.ToBody();
        var sets = context.Controlled(ReplicaSetController.Sets, deployment.Uid).ToList();
        var statuses = sets.Select(set => set.ToBody()["status"] as JsonObject ?? []).ToList();
        long Sum(string field) => statuses.Sum(status => status.Whole(field) ?? 0);
        var present = sets.Find(set => IsOf(set, template));
        var wanted = body.Section("spec").Whole("replicas") ?? 1;
        var updated = present?.ToBody()["status"] is JsonObject its ? its.Whole("replicas") ?? 0 : 0;
        var status = new JsonObject { ["observedGeneration"] = body.Metadata().Whole("generation") ?? 1 };
        Put(status, "replicas", Sum("replicas"));
        Put(status, "updatedReplicas", updated);
        Put(status, "readyReplicas", Sum("readyReplicas"));
        Put(status, "availableReplicas", Sum("availableReplicas"));
        Put(status, "unavailableReplicas", Math.Max(0, Math.Max(wanted, Sum("replicas")) - Sum("availableReplicas")));
        status["terminatingReplicas"] = Sum("terminatingReplicas");
        status["conditions"] = (body["status"] as JsonObject)?["conditions"]?.DeepClone() ?? new JsonArray();
        var available = Sum("availableReplicas") >= wanted;
        Conditions.Set(status, "Available", available, available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
            available ? "Deployment has minimum availability." : "Deployment does not have minimum availability.", context.Now, "lastUpdateTime");
        var done = available && updated == wanted && Sum("replicas") == updated;
        Conditions.Set(status, "Progressing", true, done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
            $"ReplicaSet \"{present?.Name.Name}\" {(done ? "has successfully progressed." : "is progressing.")}", context.Now, "lastUpdateTime");
        context.SetStatus(key, status);
    }

    private static void Put(JsonObject status, string field, long count)
    {
        if (count > 0) status[field] = count;
    }

    private static ObjectKey Key(StoredObject set) => new(ReplicaSetController.Sets, set.Name);

    private static long Revision(StoredObject set) =>
        Versions.TryParse((set.ToBody().Metadata()["annotations"] as JsonObject)?.Text(RevisionKey) ?? "", out var number) ? number : 0;
}
