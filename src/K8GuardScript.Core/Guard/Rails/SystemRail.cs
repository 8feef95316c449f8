using K8GuardScript.Core.Actions;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What the cluster and the guard need to live. No setting and no script lifts it.</summary>
/// <param name="ownNamespace">the namespace in which the guard runs, or null outside a cluster</param>
internal sealed class SystemRail(string? ownNamespace) : IGuardRail
{
    /// <summary>The guard's own objects carry this label with the value <c>k8guard</c>, wherever they lie.</summary>
    private const string OwnLabel = "app.kubernetes.io/name";

    private static readonly string[] SystemNamespaces = ["kube-system", "kube-public", "kube-node-lease"];

    /// <inheritdoc />
    public string Name => "system";

    /// <inheritdoc />
    public bool Binds(ActionCause cause) => cause != ActionCause.Undo;

    /// <inheritdoc />
    public RailAnswer Ask(RailQuestion question)
    {
        var home = question.NamespaceName();
        if (Array.IndexOf(SystemNamespaces, home) >= 0) return RailAnswer.Never(Name, $"namespace `{home}` belongs to Kubernetes");
        if (ownNamespace is not null && home == ownNamespace) return RailAnswer.Never(Name, $"namespace `{ownNamespace}` is the guard's own");
        if (question.Object is not { } target) return RailAnswer.Yes(Name);
        if (target.Label(OwnLabel) == "k8guard") return RailAnswer.Never(Name, "it is the guard's own");
        return IsSystemCritical(target)
            ? RailAnswer.Never(Name, "it has a system-critical priority")
            : RailAnswer.Yes(Name, "not needed by the cluster itself");
    }

    private static bool IsSystemCritical(KubeObject target)
    {
        var spec = target.Root["spec"];
        var pod = target.Kind switch
        {
            "Pod" => spec,
            "CronJob" => spec["jobTemplate"]["spec"]["template"]["spec"],
            _ => spec["template"]["spec"],
        };
        return (string?)pod["priorityClassName"].Text is "system-cluster-critical" or "system-node-critical";
    }
}
