using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Tells whether an object does nothing at present. Such objects are shown, and left alone.</summary>
internal static class Dormancy
{
    /// <returns>why, for people; null for an object that is live</returns>
    public static string? Of(KubeObject target)
    {
        if (target.DeletionTimestamp is not null) return "dormant: it is being deleted";
        return target.Kind switch
        {
            "Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController" => IsAtZero(target) ? "dormant: scaled to 0" : null,
            "DaemonSet" => target.Root["spec"]["template"]["spec"]["nodeSelector"][ActionAnnotations.Parked].Exists ? "dormant: parked" : null,
            "CronJob" => IsSuspended(target) ? "dormant: suspended" : null,
            "Job" => IsSuspended(target) ? "dormant: suspended" : IsFinished(target) ? "dormant: finished" : null,
            "Pod" => (string?)target.Root["status"]["phase"].Text is "Succeeded" or "Failed" ? "dormant: finished" : null,
            _ => IsCustom(target) && IsAtZero(target) ? "dormant: scaled to 0" : null,
        };
    }

    private static bool IsAtZero(KubeObject target) => target.Root["spec"]["replicas"].Integer == 0;

    private static bool IsCustom(KubeObject target) => !Ownership.IsBuiltInGroup(OwnerChain.KindOf(target).Group);

    private static bool IsSuspended(KubeObject target) => target.Root["spec"]["suspend"].Bool == true;

    // batch/v1 JobStatus: a finished Job has a condition Complete or Failed with status True
    private static bool IsFinished(KubeObject job)
    {
        foreach (var condition in job.Root["status"]["conditions"].Items)
        {
            if ((string?)condition["type"].Text is "Complete" or "Failed" && (string?)condition["status"].Text == "True") return true;
        }

        return false;
    }
}
