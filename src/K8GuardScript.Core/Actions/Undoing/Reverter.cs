using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Undoing;

/// <summary>Names who undid an action. Pure.</summary>
/// <remarks>
/// Names of field managers as the projects' own clients give them: Argo CD <c>argocd-controller</c>, Flux <c>kustomize-controller</c> and
/// <c>helm-controller</c>, <c>helm</c>, <c>keda</c>, <c>kubectl-*</c>; the HPA writes scales as <c>kube-controller-manager</c>.
/// </remarks>
internal static class Reverter
{
    /// <param name="action">what was undone</param>
    /// <param name="fresh">its object as it is now</param>
    /// <param name="scaler">what scales it, or null</param>
    /// <returns>for people; null if nobody can be named</returns>
    public static string? Of(ActionRecord action, FreshObject fresh, Autoscaler? scaler)
    {
        if (Writer(action, fresh) is not { Name.Length: > 0 } writer) return null;
        var (name, item) = (writer.Name, fresh.Item);
        if (scaler is not null && (name == "kube-controller-manager" || name.StartsWith("keda", StringComparison.Ordinal))) return scaler.Name;
        if (name.StartsWith("keda", StringComparison.Ordinal)) return "KEDA";
        if (name.StartsWith("argocd", StringComparison.Ordinal)) return $"Argo CD{Named("application", ArgoApplication(item))}";
        if (name is "kustomize-controller") return $"Flux{Named("Kustomization", item.Label("kustomize.toolkit.fluxcd.io/name"))}";
        if (name is "helm-controller") return $"Flux{Named("HelmRelease", item.Label("helm.toolkit.fluxcd.io/name"))}";
        if (name.Equals("helm", StringComparison.OrdinalIgnoreCase)) return $"Helm{Named("release", item.Annotation("meta.helm.sh/release-name"))}";
        return name.StartsWith("kubectl", StringComparison.Ordinal) ? $"a person with `{Command(writer)}`" : $"`{name}`";
    }

    private static FieldOwner? Writer(ActionRecord action, FreshObject fresh)
    {
        var managers = fresh.Managers;

        // what was removed and is there again was created by somebody
        if (action.Removes || fresh.Item.Uid != action.Uid) return managers.First;
        var mark = MarkBefore.Parse(action.Previous);
        var path = ChangedField.Of(action.Verb, mark is null ? null : new ActionMark(mark.Key, mark.Is), action.Kind);
        return managers.OwnersOf(path).FirstOrDefault(manager => manager.Name != ActionWriter.Manager)

            // a field that somebody removed has no owner any more
            ?? managers.Writers.FirstOrDefault(manager => manager.Name != ActionWriter.Manager);
    }

    private static string Command(FieldOwner writer) => writer switch
    {
        { Subresource: "scale" } => "kubectl scale",
        { Name: "kubectl-client-side-apply" or "kubectl-last-applied" } => "kubectl apply",
        { Name: "kubectl", Operation: "Apply" } => "kubectl apply",
        { Name: ['k', 'u', 'b', 'e', 'c', 't', 'l', '-', .. var verb] } => $"kubectl {verb}",
        _ => "kubectl",
    };

    // its tracking id starts with the application's name (Argo CD 2.2 on)
    private static string? ArgoApplication(KubeObject item) =>
        (string?)item.Annotation("argocd.argoproj.io/tracking-id") is { } id ? id.Split(':')[0] : item.Label("app.kubernetes.io/instance");

    private static string Named(string what, string? name) => string.IsNullOrEmpty(name) ? "" : $" ({what} `{name}`)";
}
