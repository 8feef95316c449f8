using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>Where a kind lives in the REST API.</summary>
/// <param name="Kind">the kind</param>
/// <param name="Plural">its resource name: <c>deployments</c></param>
/// <param name="IsNamespaced">whether its objects lie in namespaces</param>
internal sealed record ResourcePath(KindName Kind, string Plural, bool IsNamespaced)
{
    /// <summary>All objects of the kind, in all namespaces.</summary>
    public string Collection => $"{GroupVersion(Kind)}/{Plural}";

    /// <summary>The path of a group version: <c>/api/v1</c>, <c>/apis/apps/v1</c>.</summary>
    public static string GroupVersion(KindName kind) =>
        kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";

    /// <summary>One object.</summary>
    /// <returns>null when namespace or name can't be part of a path, or there is a namespace too many or too few</returns>
    public string? Object(string @namespace, string name)
    {
        return IsSegment(name) && CollectionIn(@namespace) is { } collection ? $"{collection}/{Uri.EscapeDataString(name)}" : null;
    }

    /// <summary>All objects of one namespace, or of a kind without.</summary>
    /// <returns>null when the namespace can't be part of a path, or there is one too many or none</returns>
    public string? CollectionIn(string @namespace)
    {
        if (IsNamespaced != @namespace.Length > 0) return null;
        if (!IsNamespaced) return Collection;
        return IsSegment(@namespace) ? $"{GroupVersion(Kind)}/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}" : null;
    }

    /// <summary>Kubernetes' own rule for path segments (apimachinery <c>path.IsValidPathSegmentName</c>).</summary>
    internal static bool IsSegment(string name) => name.Length > 0 && name is not ("." or "..") && !name.AsSpan().ContainsAny('/', '%');
}
