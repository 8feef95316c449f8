using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>The defaults of pods and of the kinds that make pods (Kubernetes 1.36, v1 defaults).</summary>
internal static class WorkloadDefaults
{
    /// <param name="kind">the plural with group, such as <c>deployments.apps</c></param>
    public static void Apply(string kind, JsonObject body)
    {
        if (body["spec"] is not JsonObject spec) return;
        switch (kind)
        {
            case "pods":
                PodDefaults.Apply(spec, ofPod: true);
                break;
            case "deployments.apps":
                Template(spec);
                spec.Default("strategy", new JsonObject { ["type"] = "RollingUpdate" });
                Rolling(spec.Section("strategy"), "maxUnavailable", "maxSurge");
                spec.Default("revisionHistoryLimit", 10);
                spec.Default("progressDeadlineSeconds", 600);
                break;
            case "statefulsets.apps":
                StatefulSet(spec);
                break;
            case "daemonsets.apps":
                Template(spec);
                spec.Default("updateStrategy", new JsonObject
                {
                    ["type"] = "RollingUpdate",
                    ["rollingUpdate"] = new JsonObject { ["maxUnavailable"] = 1, ["maxSurge"] = 0 },
                });
                spec.Default("revisionHistoryLimit", 10);
                break;
            case "replicasets.apps" or "replicationcontrollers":
                Template(spec);
                break;
            case "jobs.batch":
                Job(spec);
                break;
            case "cronjobs.batch":
                CronJob(spec);
                break;
        }
    }

    private static void Template(JsonObject spec)
    {
        if (spec["template"] is not JsonObject template) return;
        template.Default("metadata", new JsonObject());
        if (template["spec"] is JsonObject pod) PodDefaults.Apply(pod, ofPod: false);
    }

    private static void Rolling(JsonObject strategy, string unavailable, string surge)
    {
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") != "RollingUpdate") return;
        strategy.Section("rollingUpdate").Default(unavailable, "25%");
        strategy.Section("rollingUpdate").Default(surge, "25%");
    }

    private static void StatefulSet(JsonObject spec)
    {
        Template(spec);
        spec.Default("podManagementPolicy", "OrderedReady");
        spec.Default("updateStrategy", new JsonObject { ["type"] = "RollingUpdate" });
        if (spec.Section("updateStrategy").Text("type") == "RollingUpdate")
            spec.Section("updateStrategy").Section("rollingUpdate").Default("partition", 0);
        spec.Default("revisionHistoryLimit", 10);
        var retention = spec.Section("persistentVolumeClaimRetentionPolicy");
        retention.Default("whenDeleted", "Retain");
        retention.Default("whenScaled", "Retain");
    }

    private static void Job(JsonObject spec)
    {
        Template(spec);
        if (spec["completions"] is null && spec["parallelism"] is null) spec["completions"] = 1;
        spec.Default("parallelism", 1);
        spec.Default("backoffLimit", 6);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.Default("manualSelector", false);
        spec.Default("podReplacementPolicy", "TerminatingOrFailed");
    }

    private static void CronJob(JsonObject spec)
    {
        spec.Default("concurrencyPolicy", "Allow");
        spec.Default("suspend", false);
        spec.Default("successfulJobsHistoryLimit", 3);
        spec.Default("failedJobsHistoryLimit", 1);
        if (spec["jobTemplate"] is not JsonObject job) return;
        job.Default("metadata", new JsonObject());
        if (job["spec"] is JsonObject inner) Template(inner);
    }
}
