using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>
/// What a policy script says: what it is called, what can be set, and which rules it has. The script's body runs once, when the
/// policy is loaded; the rules run for every object, again and again.
/// </summary>
public static partial class Entry
{
    /// <summary>Names the policy. Every script calls this once, first.</summary>
    /// <param name="id">lower-case letters, digits and <c>-</c>, at most 63; the key in the settings file</param>
    /// <param name="severity">how bad a violation is</param>
    /// <param name="title">what holds where there is no violation: <c>Images come from an approved registry</c></param>
    public static PolicyBuilder Policy(string id, Severity severity, string title) => Load("Policy").Policy(id, severity, title);

    /// <summary>Registers a rule for every object of a kind: <c>Each&lt;Deployment&gt;((d, found) => …)</c>.</summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    /// <param name="rule">gets the object and takes what is wrong with it; keeps nothing between calls</param>
    public static void Each<T>(Action<T, Findings> rule)
        where T : struct, IKind<T>
    {
        ArgumentNullException.ThrowIfNull(rule);
        Load("Each").Rule([(T.ApiVersion, T.KindName)], (target, found) => rule(T.From(target.Root), found));
    }

    /// <summary>Registers a rule for every object of any kind, custom resources too, read untyped.</summary>
    /// <param name="apiVersion"><c>v1</c>, <c>argoproj.io/v1alpha1</c></param>
    /// <param name="kind">as the API spells it: <c>Application</c></param>
    /// <param name="rule">gets the object and takes what is wrong with it; keeps nothing between calls</param>
    public static void Each(string apiVersion, string kind, Action<Field, Findings> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentException.ThrowIfNullOrWhiteSpace(apiVersion);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        Load("Each").Rule([(apiVersion, kind)], (target, found) => rule(target.Root, found));
    }

    /// <summary>Registers a rule for every namespace.</summary>
    /// <param name="rule">gets the namespace and takes what is wrong with it; keeps nothing between calls</param>
    public static void EachNamespace(Action<Namespace, Findings> rule) => Each(rule);

    /// <summary>
    /// Registers a rule that is called once, for the cluster as a whole: for what is missing from it, or wrong with many objects
    /// together. It gets an object of kind <c>Cluster</c> that has nothing but a name; look-ups tell the rest. Name what is found
    /// with a subject: <c>found.Violation(cluster, "there is no default StorageClass", subject: "default StorageClass")</c>. It
    /// only warns, and is called again when what it looked up changes.
    /// </summary>
    /// <param name="rule">gets the cluster and takes what is wrong with it; keeps nothing between calls</param>
    public static void EachCluster(Action<Field, Findings> rule) => Each(ClusterTarget.ApiVersion, ClusterTarget.Kind, rule);

    /// <summary>
    /// Registers a rule for everything that runs pods: Deployments, StatefulSets, DaemonSets, ReplicaSets,
    /// ReplicationControllers, Jobs, CronJobs, Pods.
    /// </summary>
    /// <param name="rule">gets the object and takes what is wrong with it; keeps nothing between calls</param>
    public static void EachWorkload(Action<Workload, Findings> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Load("EachWorkload").Rule(WorkloadKinds.All, (target, found) => rule(new Workload(target.Root, target.Kind), found));
    }

    /// <summary>Registers a rule for every container of every workload, init and ephemeral ones too.</summary>
    /// <param name="rule">gets the container and takes what is wrong with it; keeps nothing between calls</param>
    public static void EachContainer(Action<PodContainer, Findings> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Load("EachContainer").Rule(WorkloadKinds.All, (target, found) =>
        {
            var owner = new Workload(target.Root, target.Kind);
            var pod = owner.PodSpec;
            Visit(pod.InitContainers, ContainerRole.Init);
            Visit(pod.Containers, ContainerRole.Container);
            Visit(pod.EphemeralContainers, ContainerRole.Ephemeral);

            void Visit<T>(Items<T> containers, ContainerRole role)
                where T : struct, IItem<T>
            {
                for (var i = 0; i < containers.Count; i++) rule(new PodContainer(containers.Place(i), role, pod, owner), found);
            }
        });
    }

    /// <summary>A duration in days.</summary>
    public static TimeSpan Days(double count) => TimeSpan.FromDays(count);

    /// <summary>A duration in hours.</summary>
    public static TimeSpan Hours(double count) => TimeSpan.FromHours(count);

    /// <summary>A duration in minutes.</summary>
    public static TimeSpan Minutes(double count) => TimeSpan.FromMinutes(count);

    /// <summary>A duration in seconds.</summary>
    public static TimeSpan Seconds(double count) => TimeSpan.FromSeconds(count);

    private static PolicyDraft Load(string entry) => PolicyDraft.Current(entry);
}
