using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>Which tool keeps an object as Git says, as far as the object shows it.</summary>
/// <param name="Manager">the tool with its application, for people: <c>Argo CD's application `shop`</c></param>
/// <param name="PutsBack">whether it puts back by itself what somebody changes; Helm alone does not</param>
internal sealed record GitOpsMark(string Manager, bool PutsBack)
{
    private static readonly (string FieldOwner, string Tool)[] FieldOwners =
    [
        ("argocd-controller", "Argo CD"),
        ("argocd-application-controller", "Argo CD"),
        ("kustomize-controller", "Flux"),
        ("helm-controller", "Flux's Helm controller"),
    ];

    /// <param name="target">the object</param>
    /// <param name="managers">field managers of what is to be changed, where they are known</param>
    /// <returns>null where nothing shows any</returns>
    /// <remarks>
    /// The label <c>app.kubernetes.io/instance</c> alone shows nothing: Argo CD used it before 3.0, and so do most Helm charts.
    /// </remarks>
    public static GitOpsMark? Of(KubeObject target, IReadOnlyList<string>? managers) =>
        ArgoCd(target)
        ?? Flux(target, "kustomize", "Kustomization")
        ?? Flux(target, "helm", "HelmRelease")
        ?? ByManager(managers)
        ?? Helm(target);

    // https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/: `application:group/Kind:namespace/name`
    private static GitOpsMark? ArgoCd(KubeObject target)
    {
        string? tracking = target.Annotation("argocd.argoproj.io/tracking-id");
        var application = tracking?.Split(':')[0] ?? (string?)target.Label("argocd.argoproj.io/instance");
        if (application is not null) return new GitOpsMark($"Argo CD's application `{application}`", true);
        return target.Annotation("argocd.argoproj.io/installation-id") != null ? new GitOpsMark("Argo CD", true) : null;
    }

    // https://fluxcd.io/flux/components/kustomize/kustomizations/ and .../helm/helmreleases/: labels on all that they apply
    private static GitOpsMark? Flux(KubeObject target, string part, string kind)
    {
        string? name = target.Label($"{part}.toolkit.fluxcd.io/name");
        string? home = target.Label($"{part}.toolkit.fluxcd.io/namespace");
        return name is null && home is null ? null : new GitOpsMark($"Flux's {kind} `{home}/{name}`", true);
    }

    private static GitOpsMark? ByManager(IReadOnlyList<string>? managers)
    {
        foreach (var (fieldManager, tool) in FieldOwners)
        {
            if (managers?.Contains(fieldManager) == true) return new GitOpsMark($"{tool} (field manager `{fieldManager}`)", true);
        }

        return null;
    }

    private static GitOpsMark? Helm(KubeObject target)
    {
        string? release = target.Annotation("meta.helm.sh/release-name");
        return release is null ? null : new GitOpsMark($"Helm release `{release}`", false);
    }
}
