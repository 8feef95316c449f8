using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>Finds the paths of objects of any kind.</summary>
internal sealed class TargetFinder(ResourceCatalog catalog)
{
    /// <summary>An object that may exist.</summary>
    public Task<ObjectTarget> FindAsync(ObjectAddress address, CancellationToken cancel) => FindAsync(address, ObjectTarget.At, cancel);

    /// <summary>An object to be created; its name may be empty.</summary>
    public Task<ObjectTarget> FindNewAsync(ObjectAddress address, CancellationToken cancel) =>
        FindAsync(address, ObjectTarget.NewAt, cancel);

    /// <summary>The server does not know the path that was found: ask again next time.</summary>
    public void Forget(KindName kind) => catalog.Forget(kind);

    private async Task<ObjectTarget> FindAsync(
        ObjectAddress address, Func<ResourcePath, ObjectAddress, ObjectTarget> targetAt, CancellationToken cancel)
    {
        var resolved = await catalog.ResolveAsync(address.Kind, cancel);
        return resolved.Path is { } path
            ? targetAt(path, address)
            : ObjectTarget.Unreachable(address, resolved.Refusal is not null, resolved.Refusal ?? resolved.Trouble ?? "");
    }
}
