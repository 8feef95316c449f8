namespace K8GuardScript.Core.Cluster;

/// <summary>What the built-in kinds are to each other.</summary>
/// <remarks>
/// Anyone can write an ownerReference, so a reference is only believed where the owner's kind really creates the child
/// (Kubernetes: controllers of apps, batch and core).
/// </remarks>
internal static class Ownership
{
    private static readonly string[] GroupsWithoutDomain = ["", "apps", "batch", "autoscaling", "policy", "extensions"];

    /// <summary>Whether a controller of <paramref name="ownerKind"/> creates objects of <paramref name="childKind"/>.</summary>
    public static bool Creates(string ownerKind, string childKind) => (ownerKind, childKind) switch
    {
        ("ReplicaSet" or "ReplicationController" or "StatefulSet" or "DaemonSet" or "Job", "Pod") => true,
        ("Deployment", "ReplicaSet") => true,
        ("CronJob", "Job") => true,
        _ => false,
    };

    /// <summary>Whether a group is part of Kubernetes itself, rather than somebody's custom resources.</summary>
    public static bool IsBuiltInGroup(string group) =>
        GroupsWithoutDomain.Contains(group, StringComparer.Ordinal) || group.EndsWith(".k8s.io", StringComparison.Ordinal);
}
