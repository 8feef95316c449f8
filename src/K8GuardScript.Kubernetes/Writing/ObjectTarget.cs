using K8GuardScript.Kubernetes.Resources;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>The object that a call is about, and its path.</summary>
/// <param name="Address">which; the name may be empty when the server is to make one up</param>
/// <param name="Plural">its resource name; empty when not known</param>
/// <param name="Path">null when there is no path to it</param>
/// <param name="IsRefused">there is no path, and the server or Kubernetes' rules say so (else the server could not be asked)</param>
/// <param name="Why">for people, when there is no path</param>
internal sealed record ObjectTarget(ObjectAddress Address, string Plural, string? Path, bool IsRefused, string Why)
{
    /// <summary>An object, whether it exists or not.</summary>
    public static ObjectTarget At(ResourcePath kind, ObjectAddress address) =>
        Of(kind, address, kind.Object(address.Namespace, address.Name));

    /// <summary>An object to be created.</summary>
    public static ObjectTarget NewAt(ResourcePath kind, ObjectAddress address) => Of(kind, address, kind.CollectionIn(address.Namespace));

    /// <summary>There is no path to it.</summary>
    public static ObjectTarget Unreachable(ObjectAddress address, bool isRefused, string why) => new(address, "", null, isRefused, why);

    /// <summary>
    /// Whether a NotFound is about this very object, not about its kind or its namespace. <c>details.kind</c> is the plural, the
    /// plural and a subresource, or the Kind where a precondition was looked at.
    /// </summary>
    public bool IsNamedBy(string detailsKind, string detailsName) =>
        detailsName == Address.Name && detailsName.Length > 0
        && (detailsKind == Plural || detailsKind == Address.Kind.Kind || detailsKind.StartsWith($"{Plural}/", StringComparison.Ordinal));

    private static ObjectTarget Of(ResourcePath kind, ObjectAddress address, string? path) => path is null
        ? Unreachable(address, true, $"`{address}` can't be: no valid name, or a namespace too many or too few")
        : new ObjectTarget(address, kind.Plural, path, false, "");
}
