namespace K8GuardScript.Http;

/// <summary>
/// A kind as people write it, in any letter case: <c>Deployment</c>, <c>deployments</c>, <c>deploy</c>, each also with its group
/// (<c>Deployment.apps</c>).
/// </summary>
internal sealed class KindWord(string typed)
{
    // those of kubectl api-resources for what people name by hand
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cj"] = "CronJob",
        ["cm"] = "ConfigMap",
        ["deploy"] = "Deployment",
        ["ds"] = "DaemonSet",
        ["ep"] = "Endpoints",
        ["hpa"] = "HorizontalPodAutoscaler",
        ["ing"] = "Ingress",
        ["netpol"] = "NetworkPolicy",
        ["no"] = "Node",
        ["ns"] = "Namespace",
        ["pdb"] = "PodDisruptionBudget",
        ["po"] = "Pod",
        ["pv"] = "PersistentVolume",
        ["pvc"] = "PersistentVolumeClaim",
        ["rc"] = "ReplicationController",
        ["rs"] = "ReplicaSet",
        ["sa"] = "ServiceAccount",
        ["sts"] = "StatefulSet",
        ["svc"] = "Service",
    };

    private readonly string word = typed.Split('.', 2)[0];
    private readonly string? group = typed.Split('.', 2) is [_, var behind] ? behind : null;

    /// <summary>Whether it is this kind.</summary>
    public bool Means(string kindsGroup, string kind) =>
        (group is null || FilterWords.Same(kindsGroup, group))
        && (FilterWords.Same(kind, word) || FilterWords.Same(Plural(kind), word) || FilterWords.Same(kind, ShortNames.GetValueOrDefault(word, "")));

    // as Kubernetes makes the names of resources from those of kinds
    private static string Plural(string kind) => char.ToLowerInvariant(kind[^1]) switch
    {
        's' or 'x' or 'h' => $"{kind}es",
        'y' when kind.Length > 1 && !"aeiou".Contains(char.ToLowerInvariant(kind[^2]), StringComparison.Ordinal) => $"{kind[..^1]}ies",
        _ => $"{kind}s",
    };
}
