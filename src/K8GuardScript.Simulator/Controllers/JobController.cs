using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>Job: pods until enough of them have succeeded; none while it is suspended.</summary>
internal sealed class JobController : IController
{
    public static readonly ResourceId Jobs = new("batch", "jobs");

    public IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx) =>
        Concerns.OfOrOwnedBy(change, tx, Jobs, BuiltInResources.Pods);

    public static bool IsFinished(JsonObject job) =>
        Conditions.IsTrue(job["status"] as JsonObject, "Complete") || Conditions.IsTrue(job["status"] as JsonObject, "Failed");

    public void Reconcile(ControllerContext context, ObjectKey key)
    {
        if (context.Find(key) is not { } job) return;
        var body = job.ToBody();
        if (job.IsTerminating || IsFinished(body)) return;
        var spec = body.Section("spec");
        if (spec.IsTrue("suspend")) DeleteAll(context, job);
        else Start(context, job, spec);
        Tell(context, key, body);
    }

    private static void DeleteAll(ControllerContext context, StoredObject job)
    {
        foreach (var pod in context.Controlled(BuiltInResources.Pods, job.Uid).Where(PodTemplates.IsActive).ToList())
            context.Delete(new ObjectKey(BuiltInResources.Pods, pod.Name));
    }

    private static void Start(ControllerContext context, StoredObject job, JsonObject spec)
    {
        var pods = context.Controlled(BuiltInResources.Pods, job.Uid).ToList();
        var succeeded = Count(pods, "Succeeded");
        var active = pods.Count(PodTemplates.IsActive);
        var parallel = spec.Whole("parallelism") ?? 1;
        var missing = Math.Min(parallel, Wanted(spec) - succeeded) - active;
        for (; missing > 0; missing--)
        {
            var owners = ControllerContext.OwnedBy("batch/v1", "Job", job);
            if (context.Create(BuiltInResources.Pods, job.Name.Namespace,
                PodTemplates.Pod(spec.Section("template"), owners, job.Name.Name + "-")) is null) return;
        }
    }

    private static void Tell(ControllerContext context, ObjectKey key, JsonObject body)
    {
        if (context.Find(key) is not { } job) return;
        var spec = body.Section("spec");
        var status = (job.ToBody()["status"] as JsonObject)?.DeepClone().AsObject() ?? [];
        var pods = context.Controlled(BuiltInResources.Pods, job.Uid).ToList();
        var suspended = spec.IsTrue("suspend");
        if (suspended) status.Remove("startTime");
        else status.Default("startTime", context.Now);
        Put(status, "active", pods.Count(PodTemplates.IsActive));
        Put(status, "succeeded", Count(pods, "Succeeded"));
        Put(status, "failed", Count(pods, "Failed"));
        status["ready"] = pods.Count(pod => PodTemplates.IsActive(pod) && PodTemplates.IsReady(pod.ToBody()));
        status["terminating"] = pods.Count(pod => pod.IsTerminating);
        status["uncountedTerminatedPods"] = new JsonObject();
        if (suspended) Conditions.Set(status, "Suspended", true, "JobSuspended", "Job suspended", context.Now, "lastProbeTime");
        else if (Conditions.IsTrue(status, "Suspended"))
            Conditions.Set(status, "Suspended", false, "JobResumed", "Job resumed", context.Now, "lastProbeTime");
        if (!suspended && Count(pods, "Succeeded") >= Wanted(spec))
        {
            const string reached = "Reached expected number of succeeded pods";
            status["completionTime"] = context.Now;
            Conditions.Set(status, "SuccessCriteriaMet", true, "CompletionsReached", reached, context.Now, "lastProbeTime");
            Conditions.Set(status, "Complete", true, "CompletionsReached", reached, context.Now, "lastProbeTime");
        }

        context.SetStatus(key, status);
    }

    private static long Wanted(JsonObject spec) => spec.Whole("completions") ?? 1;

    private static int Count(List<StoredObject> pods, string phase) => pods.Count(pod => PodTemplates.Phase(pod.ToBody()) == phase);

    private static void Put(JsonObject status, string field, int count)
    {
        if (count > 0) status[field] = count;
        else status.Remove(field);
    }
}
