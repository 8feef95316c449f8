using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;
using K8GuardScript.Kubernetes.Writing;
using K8GuardScript.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Chaos;

/// <summary>The real client with a real store, from its start to its end.</summary>
internal sealed class CachingClient : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Meter meter = new("chaos");
    private readonly ApiClient api;
    private readonly ObjectStore store;
    private readonly ToldObjects told = new();
    private readonly Task running;

    public CachingClient(Uri server, TimeProvider time, int seed)
    {
        api = ApiClient.Create(new ClusterEndpoint { Server = server, Description = "chaos" }, time, NullLoggerFactory.Instance, meter);
        store = new ObjectStore(told);
        var catalog = new ResourceCatalog(api);
        Writes = new ClusterClient(api, catalog);
        foreach (var kind in RandomCluster.Kinds) store.Expect(kind);
        var options = new WatchOptions { StreamsLists = seed % 2 == 0 };
        running = new ClusterWatch(api, catalog, store, new Random(seed), options).RunAsync(RandomCluster.Kinds, stop.Token);
    }

    public ClusterClient Writes { get; }

    /// <summary>Why the cache is not the server's state; empty when it is.</summary>
    public string DifferenceTo(SimulatedCluster cluster)
    {
        foreach (var kind in RandomCluster.Kinds)
        {
            if (store.States()[kind].Status != KindStatus.Synced) return $"{kind.Kind} is {store.States()[kind]}";
            if (DifferenceOf(kind, cluster) is { Length: > 0 } difference) return $"{kind.Kind} {difference}";
        }

        return "";
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        api.Dispose();
        meter.Dispose();
        stop.Dispose();
    }

    private string DifferenceOf(KindName kind, SimulatedCluster cluster)
    {
        var there = cluster.List(kind.ApiVersion, kind.Kind)
            .ToDictionary(item => $"{item["metadata"]!["namespace"]}/{item["metadata"]!["name"]}");
        var here = store.Keys(kind).ToDictionary(key => $"{key.Namespace}/{key.Name}", store.Get);
        var heard = told.Of(kind);
        foreach (var (name, item) in there)
        {
            if (here.GetValueOrDefault(name) is not { } known) return $"{name} is missing";
            if (!JsonNode.DeepEquals(Bare(item), Bare(Json(known)))) return $"{name} differs: {item["metadata"]} and {Json(known)["metadata"]}";
            if (heard.GetValueOrDefault(name) != $"{known.Uid} {known.ResourceVersion}") return $"{name} was told as {heard.GetValueOrDefault(name)}";
        }

        return here.Keys.Concat(heard.Keys).FirstOrDefault(name => !there.ContainsKey(name)) is { } extra ? $"{extra} is gone and not known to be" : "";
    }

    private static JsonObject Json(Sdk.Objects.KubeObject item)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) item.WriteTo(writer);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }

    /// <summary>Without what lists leave out and what the cache does not keep.</summary>
    private static JsonObject Bare(JsonObject item)
    {
        item.Remove("apiVersion");
        item.Remove("kind");
        item["metadata"]!.AsObject().Remove("managedFields");
        return item;
    }
}
