using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>CronJob: a job whenever its schedule is due (UTC), and no more finished ones than it wants to keep. Runs missed before the
/// simulator started are not made up for.</summary>
internal sealed class CronJobController : IController
{
    public static readonly ResourceId CronJobs = new("batch", "cronjobs");

    private readonly Dictionary<ObjectKey, DateTimeOffset> firstSeen = [];

    public IEnumerable<ObjectKey> Concerned(Change change, WriteTransaction tx) =>
        Concerns.OfOrOwnedBy(change, tx, CronJobs, JobController.Jobs);

    public void Reconcile(ControllerContext context, ObjectKey key)
    {
        if (context.Find(key) is not { } cronJob)
        {
            this.firstSeen.Remove(key);
            return;
        }

        this.firstSeen.TryAdd(key, context.Time);
        var body = cronJob.ToBody();
        var spec = body.Section("spec");
        if (cronJob.IsTerminating || !CronSchedule.TryParse(spec.Text("schedule") ?? "", out var schedule, out _)) return;
        DropFinished(context, cronJob, spec);
        if (spec.IsTrue("suspend")) return;

        if (Due(context, key, body, schedule) is { } due) StartJob(context, key, cronJob, body, due);
        if (schedule.After(context.Time) is { } next) context.Later(key, next - context.Time);
    }

    /// <summary>The latest time at which the schedule was due and nothing was started; null for none.</summary>
    private DateTimeOffset? Due(ControllerContext context, ObjectKey key, JsonObject body, CronSchedule schedule)
    {
        var last = Times.Parse((body["status"] as JsonObject)?.Text("lastScheduleTime"), DateTimeOffset.MinValue);
        var start = last > this.firstSeen[key] ? last : this.firstSeen[key];
        DateTimeOffset? due = null;
        while (schedule.After(due ?? start) is { } next && next <= context.Time) due = next;
        return due;
    }

    private static void StartJob(ControllerContext context, ObjectKey key, StoredObject cronJob, JsonObject body, DateTimeOffset due)
    {
        var spec = body.Section("spec");
        var running = context.Controlled(JobController.Jobs, cronJob.Uid).Where(job => !JobController.IsFinished(job.ToBody())).ToList();
        if (running.Count > 0 && spec.Text("concurrencyPolicy") == "Forbid") return;
        if (spec.Text("concurrencyPolicy") == "Replace")
        {
            foreach (var job in running) context.Delete(new ObjectKey(JobController.Jobs, job.Name));
        }

        var template = spec.Section("jobTemplate");
        var metadata = (template["metadata"] as JsonObject)?.DeepClone().AsObject() ?? [];
        metadata["name"] = $"{cronJob.Name.Name}-{Versions.Text(due.ToUnixTimeSeconds() / 60)}";
        metadata["ownerReferences"] = ControllerContext.OwnedBy("batch/v1", "CronJob", cronJob);
        context.Create(JobController.Jobs, cronJob.Name.Namespace, new JsonObject
        {
            ["metadata"] = metadata,
            ["spec"] = template["spec"]?.DeepClone() ?? new JsonObject(),
        });
        var status = (body["status"] as JsonObject)?.DeepClone().AsObject() ?? [];
        status["lastScheduleTime"] = Writing.ObjectWriter.Timestamp(due);
        context.SetStatus(key, status);
    }

    private static void DropFinished(ControllerContext context, StoredObject cronJob, JsonObject spec)
    {
        var finished = context.Controlled(JobController.Jobs, cronJob.Uid)
            .Select(job => (job.Name, job.Revision, Status: job.ToBody()["status"] as JsonObject)).ToList();
        foreach (var (type, limit) in ((string, long)[])[
            ("Complete", spec.Whole("successfulJobsHistoryLimit") ?? 3), ("Failed", spec.Whole("failedJobsHistoryLimit") ?? 1)])
        {
            var surplus = finished.Where(job => Conditions.IsTrue(job.Status, type)).OrderByDescending(job => job.Revision).Skip((int)limit);
            foreach (var job in surplus) context.Delete(new ObjectKey(JobController.Jobs, job.Name));
        }
    }
}
