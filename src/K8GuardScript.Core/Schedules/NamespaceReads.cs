using System.Collections.Concurrent;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Schedules;

/// <summary>
/// Namespaces as the API server has them, each read once a minute at most, and what scales objects in them: many wishes of a run are in the
/// same one.
/// </summary>
internal sealed class NamespaceReads(IClusterClient cluster, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly KindName Namespaces = new("", "v1", "Namespace");
    private readonly ConcurrentDictionary<string, (KubeObject? Found, long At)> known = new(StringComparer.Ordinal);

    /// <summary>What scales the objects of this run by itself.</summary>
    public Autoscalers Scalers { get; } = new(cluster);

    /// <returns>the namespace; null for an empty name, or where it can't be read</returns>
    public async Task<KubeObject?> ReadAsync(string name, CancellationToken cancel)
    {
        if (name.Length == 0) return null;
        if (known.TryGetValue(name, out var before) && clock.GetElapsedTime(before.At) < Fresh) return before.Found;
        var read = await cluster.GetAsync(Namespaces, "", name, cancel).ConfigureAwait(false);
        if (read.Result != ReadResult.Found) return null;
        var found = KubeObject.Parse(read.Json.Span, Namespaces.ApiVersion, Namespaces.Kind);
        known[name] = (found, clock.GetTimestamp());
        return found;
    }
}
