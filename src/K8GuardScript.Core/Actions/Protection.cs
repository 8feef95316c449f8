using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Actions;

/// <summary>Tells what is never acted on. Warnings are given all the same.</summary>
internal static class Protection
{
    /// <summary>A label or annotation with this key, on an object or its namespace, keeps it from actions unless its value is <c>false</c>.</summary>
    public const string Key = "k8guard.io/protected";

    private static readonly string[] SystemNamespaces = ["kube-system", "kube-public", "kube-node-lease"];

    /// <returns>why the object is left alone, or null</returns>
    public static string? Of(GuardSettings settings, string? ownNamespace, KubeObject target, KubeObject? @namespace)
    {
        if (Array.IndexOf(SystemNamespaces, target.Namespace) >= 0) return $"namespace `{target.Namespace}` belongs to Kubernetes";
        if (ownNamespace is not null && target.Namespace == ownNamespace) return $"namespace `{ownNamespace}` is the guard's own";
        if (settings.Actions.ProtectedNamespaces.Any(pattern => Glob.Matches(pattern, target.Namespace)))
            return $"namespace `{target.Namespace}` is protected by the settings";
        if (IsMarked(target)) return $"it carries `{Key}`";
        if (@namespace is not null && IsMarked(@namespace)) return $"its namespace carries `{Key}`";
        return IsSystemCritical(target) ? "it has a system-critical priority" : OwnerChain.UnknownController(target);
    }

    // whoever wrote the key wanted protection, however he spelt yes
    private static bool IsMarked(KubeObject carrier) => IsYes(carrier.Annotation(Key)) || IsYes(carrier.Label(Key));

    private static bool IsYes(string? value) => value is not null && !value.Equals("false", StringComparison.OrdinalIgnoreCase);

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
