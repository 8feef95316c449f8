using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>
/// Scheduler and kubelets in one: a new pod is put on a node if one takes it, runs at once and is ready, ends after a while where it is a
/// job's, and goes a second after its deletion. Pods whose status somebody has set already are left alone.
/// </summary>
/// <param name="jobDuration">how long pods of jobs run</param>
internal sealed class PodController(TimeSpan jobDuration) : IController
{
    private static readonly TimeSpan Stopping = TimeSpan.FromSeconds(1);

    private readonly NodeChoice nodes = new();
    private readonly HashSet<ObjectKey> unscheduled = [];

    public IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx) =>
        change.Resource == BuiltInResources.Nodes ? [.. this.unscheduled]
        : change.Resource == BuiltInResources.Pods && change.After is { } pod ? [new ObjectKey(change.Resource, pod.Name)]
        : [];

    public void Reconcile(ControllerContext context, ObjectKey key)
    {
        if (context.Find(key) is not { } pod)
        {
            this.unscheduled.Remove(key);
            return;
        }

        var body = pod.ToBody();
        if (pod.IsTerminating) Stop(context, key, body.Metadata());
        else if (body.Section("spec").Text("nodeName") is not { Length: > 0 } node) Schedule(context, key, body);
        else if (body.Section("status") is var status && status["startTime"] is null && status.Text("phase") is null or "Pending")
            Run(context, key, body, node);
        else if (body.Section("status").Text("phase") == "Running" && body.Metadata().Objects("ownerReferences").Any(o => o.Text("kind") == "Job"))
            Complete(context, key, body);
    }

    private static void Stop(ControllerContext context, ObjectKey key, JsonObject metadata)
    {
        var end = Times.Parse(metadata.Text("deletionTimestamp"), context.Time);
        var begun = end - TimeSpan.FromSeconds(metadata.Whole("deletionGracePeriodSeconds") ?? 0);
        var left = begun + Stopping - context.Time;
        if (left > TimeSpan.Zero) context.Later(key, left);
        else if (metadata.Whole("deletionGracePeriodSeconds") > 0) context.Delete(key, grace: 0);
    }

    private void Schedule(ControllerContext context, ObjectKey key, JsonObject body)
    {
        if (body.Section("status").Objects("conditions").Any() && !this.unscheduled.Contains(key)) return;
        if (this.nodes.For(context, body) is { } node)
        {
            this.unscheduled.Remove(key);
            BindPod.Bind(body, node, context.Now);
        }
        else
        {
            this.unscheduled.Add(key);
            Conditions.Set(body.Section("status"), "PodScheduled", false, "Unschedulable", "no node takes the pod", context.Now);
        }

        context.Update(key, body, "status");
    }

    private static void Run(ControllerContext context, ObjectKey key, JsonObject body, string node)
    {
        if (context.Find(new ObjectKey(BuiltInResources.Nodes, new ObjectName("", node))) is null) return;
        var status = body.Section("status");
        status["phase"] = "Running";
        status["startTime"] = context.Now;
        var conditions = new JsonArray();
        foreach (var type in (string[])["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"])
        {
            conditions.Add(new JsonObject
            {
                ["type"] = type,
                ["status"] = "True",
                ["lastProbeTime"] = null,
                ["lastTransitionTime"] = context.Now,
            });
        }

        status["conditions"] = conditions;
        status["containerStatuses"] = new JsonArray([.. body.Section("spec").Objects("containers").Select(container => new JsonObject
        {
            ["name"] = container.Text("name"),
            ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = context.Now } },
            ["lastState"] = new JsonObject(),
            ["ready"] = true,
            ["restartCount"] = 0,
            ["image"] = container.Text("image"),
            ["imageID"] = "",
            ["started"] = true,
        })]);
        context.Update(key, body, "status");
    }

    private void Complete(ControllerContext context, ObjectKey key, JsonObject body)
    {
        var status = body.Section("status");
        var left = Times.Parse(status.Text("startTime"), context.Time) + jobDuration - context.Time;
        if (left > TimeSpan.Zero)
        {
            context.Later(key, left);
            return;
        }

        status["phase"] = "Succeeded";
        foreach (var container in status.Objects("containerStatuses"))
        {
            container["ready"] = false;
            container["started"] = false;
            container["state"] = new JsonObject
            {
                ["terminated"] = new JsonObject { ["exitCode"] = 0, ["reason"] = "Completed", ["finishedAt"] = context.Now },
            };
        }

        foreach (var type in (string[])["Ready", "ContainersReady"])
            Conditions.Set(status, type, false, "PodCompleted", "", context.Now);
        context.Update(key, body, "status");
    }
}
