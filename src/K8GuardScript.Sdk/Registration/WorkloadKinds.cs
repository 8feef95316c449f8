namespace K8GuardScript.Sdk.Registration;

/// <summary>The built-in kinds that run pods.</summary>
internal static class WorkloadKinds
{
    public static IReadOnlyList<(string ApiVersion, string Kind)> All { get; } =
    [
        ("apps/v1", "Deployment"),
        ("apps/v1", "StatefulSet"),
        ("apps/v1", "DaemonSet"),
        ("apps/v1", "ReplicaSet"),
        ("v1", "ReplicationController"),
        ("batch/v1", "Job"),
        ("batch/v1", "CronJob"),
        ("v1", "Pod"),
    ];
}
