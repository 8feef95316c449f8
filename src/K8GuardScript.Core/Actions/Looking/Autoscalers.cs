using System.Collections.Concurrent;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>Finds what scales an object by itself. Each namespace is asked about once, so one of these lives as long as one piece of work.</summary>
internal sealed class Autoscalers(IClusterClient cluster)
{
    private readonly ConcurrentDictionary<string, Task<ListOutcome>> lists = new(StringComparer.Ordinal);

    /// <summary>The autoscaler of an object; null if there is none, or if the guard may not see any.</summary>
    /// <returns>why that is not known, or null; and the autoscaler</returns>
    public async Task<(string? Trouble, Autoscaler? Found)> OfAsync(ObjectKey key, CancellationToken cancel)
    {
        if (key.Namespace.Length == 0) return (null, null);
        var listed = await lists.GetOrAdd(key.Namespace, name => cluster.ListAsync(Autoscaler.Listed, name, null, cancel)).ConfigureAwait(false);
        if (listed.Result == ReadResult.Unknown) lists.TryRemove(key.Namespace, out _);
        if (listed.Result == ReadResult.Unknown) return ($"whether something scales it could not be read: {listed.Message}", null);
        var (apiVersion, kind) = (Autoscaler.Listed.ApiVersion, Autoscaler.Listed.Kind);
        return (null, listed.Items.Select(json => Autoscaler.Of(KubeObject.Parse(json.Span, apiVersion, kind))).FirstOrDefault(one => one.Scales(key)));
    }
}
