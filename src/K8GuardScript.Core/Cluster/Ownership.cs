using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Cluster;

/// <summary>What the built-in kinds are to each other.</summary>
/// <remarks>
/// Anyone can write an ownerReference, so a reference is only believed where the owner's kind really creates the child
/// (Kubernetes: controllers of apps, batch and core).
/// </remarks>
internal static class Ownership
{
    private static readonly string[] GroupsWithoutDomain = ["", "apps", "batch", "autoscaling", "policy", "extensions"];
    private static readonly KindName Pod = new("", "v1", "Pod");
    private static readonly KindName ReplicaSet = new("apps", "v1", "ReplicaSet");
    private static readonly KindName Job = new("batch", "v1", "Job");

    // INVARIANT: there is no way round from a kind to itself, so every chain of owners ends
    private static readonly (KindName Owner, KindName Child)[] Pairs =
    [
        (ReplicaSet, Pod),
        (new KindName("apps", "v1", "StatefulSet"), Pod),
        (new KindName("apps", "v1", "DaemonSet"), Pod),
        (Job, Pod),
        (new KindName("", "v1", "ReplicationController"), Pod),
        (new KindName("apps", "v1", "Deployment"), ReplicaSet),
        (new KindName("batch", "v1", "CronJob"), Job),
    ];

    /// <summary>The kinds whose controllers create objects of a kind; its version does not matter.</summary>
    public static IReadOnlyList<KindName> OwnersOf(KindName child) => IsSame(child, Pod) ? PodOwners : IsSame(child, ReplicaSet)
        ? ReplicaSetOwners
        : IsSame(child, Job) ? JobOwners : [];

    /// <summary>The kinds of all that comes below an object of a kind, nearest first; its version does not matter.</summary>
    public static IReadOnlyList<KindName> Below(KindName owner) => (owner.Group, owner.Kind) switch
    {
        ("apps", "Deployment") => BelowDeployment,
        ("batch", "CronJob") => BelowCronJob,
        ("apps", "ReplicaSet" or "StatefulSet" or "DaemonSet") or ("batch", "Job") or ("", "ReplicationController") => JustPods,
        _ => [],
    };

    /// <summary>These kinds and all that may own objects of them, each once.</summary>
    public static IReadOnlyList<KindName> WithOwners(IEnumerable<KindName> kinds)
    {
        var all = kinds.Distinct().ToList();
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var owner in OwnersOf(all[i]))
            {
                if (!all.Exists(known => IsSame(known, owner))) all.Add(owner);
            }
        }

        return all;
    }

    /// <summary>The kind of owned objects that is called so, or null.</summary>
    public static KindName? ChildKind(string kind) => kind switch
    {
        "Pod" => Pod,
        "ReplicaSet" => ReplicaSet,
        "Job" => Job,
        _ => null,
    };

    /// <summary>Whether a group is part of Kubernetes itself, rather than somebody's custom resources.</summary>
    public static bool IsBuiltInGroup(string group) =>
        GroupsWithoutDomain.Contains(group, StringComparer.Ordinal) || group.EndsWith(".k8s.io", StringComparison.Ordinal);

    /// <summary>The spec of the pods that an object of a workload's kind makes, or of the pod itself.</summary>
    public static Field PodSpec(KubeObject workload)
    {
        var spec = workload.Root["spec"];
        return workload.Kind switch
        {
            "Pod" => spec,
            "CronJob" => spec["jobTemplate"]["spec"]["template"]["spec"],
            _ => spec["template"]["spec"],
        };
    }

    /// <summary>Whether two names are of one kind, whatever their versions.</summary>
    public static bool IsSame(KindName one, KindName other) => one.Kind == other.Kind && one.Group == other.Group;

    private static IReadOnlyList<KindName> PodOwners { get; } = Of(Pod);

    private static IReadOnlyList<KindName> ReplicaSetOwners { get; } = Of(ReplicaSet);

    private static IReadOnlyList<KindName> JobOwners { get; } = Of(Job);

    private static IReadOnlyList<KindName> JustPods { get; } = [Pod];

    private static IReadOnlyList<KindName> BelowDeployment { get; } = [ReplicaSet, Pod];

    private static IReadOnlyList<KindName> BelowCronJob { get; } = [Job, Pod];

    private static KindName[] Of(KindName child) => [.. Pairs.Where(pair => pair.Child == child).Select(pair => pair.Owner)];
}
