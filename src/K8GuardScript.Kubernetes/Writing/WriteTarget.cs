using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>The object that a call is about.</summary>
/// <param name="Kind">its kind</param>
/// <param name="Plural">its resource name; empty when not known</param>
/// <param name="Name"><c>metadata.name</c></param>
/// <param name="Path">null when there is no path to it</param>
/// <param name="IsRefused">there is no path, and the server or Kubernetes' rules say so (else the server could not be asked)</param>
/// <param name="Why">for people, when there is no path</param>
internal sealed record WriteTarget(KindName Kind, string Plural, string Name, string? Path, bool IsRefused, string Why)
{
    /// <summary>
    /// Whether a NotFound is about this very object, not about its kind. <c>details.kind</c> is the plural, or the Kind where a
    /// precondition was looked at.
    /// </summary>
    public bool IsNamedBy(string detailsKind, string detailsName) =>
        detailsName == Name && Name.Length > 0 && (detailsKind == Plural || detailsKind == Kind.Kind);
}
