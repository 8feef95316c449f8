using System.Collections.Concurrent;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>
/// Knows the paths of kinds: built-in ones from a table, all others by asking the server for their group version. What was
/// found is remembered until <see cref="Forget"/>; what was not found is asked for again each time, since a definition may come.
/// </summary>
internal sealed class ResourceCatalog(ApiClient api)
{
    private const int LargestAnswer = 8 << 20;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(32);

    private readonly ConcurrentDictionary<KindName, ResourcePath> found = new();

    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<ResolvedKind> ResolveAsync(KindName kind, CancellationToken cancel)
    {
        if ((BuiltInKinds.Find(kind) ?? this.found.GetValueOrDefault(kind)) is { } known) return ResolvedKind.Found(known);
        if ((kind.Group.Length > 0 && !ResourcePath.IsSegment(kind.Group)) || !ResourcePath.IsSegment(kind.Version))
            return ResolvedKind.Refused($"`{kind.ApiVersion}` is no apiVersion");

        try
        {
            var call = ApiCall.Get("discover", kind.Kind, ResourcePath.GroupVersion(kind), Deadline);
            using var answer = await api.OpenAsync(call, cancel);
            if (answer.Code != 200) return ResolvedKind.From(await answer.ReadErrorAsync());
            return Remember(kind, ResourceList.TryParse(await answer.ReadAllAsync(LargestAnswer), kind));
        }
        catch (CallFailedException e)
        {
            return ResolvedKind.Failed(e.Message);
        }
    }

    /// <summary>The server no longer knew a path that was found: ask again next time.</summary>
    public void Forget(KindName kind) => this.found.TryRemove(kind, out _);

    private ResolvedKind Remember(KindName kind, IReadOnlyList<ResourcePath>? inGroup)
    {
        if (inGroup is null) return ResolvedKind.Failed($"the server's list of what `{kind.ApiVersion}` holds can't be read");
        foreach (var path in inGroup) this.found[path.Kind] = path;
        return inGroup.FirstOrDefault(path => path.Kind == kind) is { } found
            ? ResolvedKind.Found(found)
            : ResolvedKind.Refused($"the server has no kind `{kind.Kind}` in `{kind.ApiVersion}` that can be listed and watched");
    }
}
