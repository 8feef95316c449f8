using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>
/// Knows the paths of kinds: built-in ones from a table, all others by asking the server. What was found is remembered until
/// <see cref="Forget"/>; what was not found is asked for again each time, since a definition may come. Safe from any thread.
/// </summary>
internal sealed class ResourceCatalog(ApiClient api)
{
    private readonly Discovery discovery = new(api);

    /// <summary>The path of a kind that can be listed and watched.</summary>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<ResolvedKind> ResolveAsync(KindName kind, CancellationToken cancel)
    {
        if (BuiltInKinds.Find(kind) is { } builtIn) return ResolvedKind.Found(builtIn);
        return discovery.Known(kind) is { CanBeWatched: true } known ? ResolvedKind.Found(known.Path) : await ConfirmAsync(kind, cancel);
    }

    /// <summary>Asks the server whether it has a kind, whatever is known of it: its path was not found.</summary>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<ResolvedKind> ConfirmAsync(KindName kind, CancellationToken cancel)
    {
        if ((kind.Group.Length > 0 && !ResourcePath.IsSegment(kind.Group)) || !ResourcePath.IsSegment(kind.Version))
            return ResolvedKind.Refused($"`{kind.ApiVersion}` is no apiVersion");
        return await discovery.AskAsync(kind, cancel);
    }

    /// <summary>Whether objects of a kind have a subresource, such as <c>scale</c>: asked of the server where it is not known yet.</summary>
    /// <returns>null when the server does not say</returns>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<bool?> HasSubresourceAsync(KindName kind, string subresource, CancellationToken cancel)
    {
        if (BuiltInKinds.Find(kind) is not null) return BuiltInKinds.HasSubresource(kind, subresource);
        if (discovery.Known(kind) is null && await ConfirmAsync(kind, cancel) is { Trouble: not null }) return null;
        return discovery.Known(kind)?.Subresources.Contains(subresource) ?? false;
    }

    /// <summary>The same from memory; null when it was not asked yet. Who watches a kind has asked.</summary>
    public bool? KnowsSubresource(KindName kind, string subresource) => BuiltInKinds.Find(kind) is not null
        ? BuiltInKinds.HasSubresource(kind, subresource)
        : discovery.Known(kind)?.Subresources.Contains(subresource);

    /// <summary>The server no longer lets a kind be seen: ask again next time.</summary>
    public void Forget(KindName kind) => discovery.Forget(kind);
}
