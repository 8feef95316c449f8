using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>A server that gives one recorded answer, and the client that asks for it.</summary>
internal sealed class PlayScene : IAsyncDisposable
{
    private readonly MetricTally metrics = new();

    public PlayScene(Exchange exchange)
    {
        var endpoint = new ClusterEndpoint { Server = Server.Address, Description = "the scene", Impersonation = exchange.Impersonation };
        Api = ApiClient.Create(endpoint, new LeapingTime(), NullLoggerFactory.Instance, metrics.Meter);
        Catalog = new ResourceCatalog(Api);
    }

    public ScriptedServer Server { get; } = new();

    public RecordingSink Sink { get; } = new();

    public ApiClient Api { get; }

    public ResourceCatalog Catalog { get; }

    /// <summary>Tells the client of a kind that is not built in, so that only the recorded request is left to make.</summary>
    public async Task KnowAsync(Exchange exchange)
    {
        if (exchange.Path.Kind.Length == 0 || BuiltInKinds.Find(exchange.Kind) is not null) return;
        var resource = new JsonObject
        {
            ["name"] = exchange.Path.Plural,
            ["kind"] = exchange.Path.Kind,
            ["namespaced"] = true,
            ["verbs"] = new JsonArray("list", "watch"),
        };
        var resources = new JsonObject { ["kind"] = "APIResourceList", ["resources"] = new JsonArray(resource) };
        Server.On($"GET {exchange.Path.GroupVersion}", Reply.Json(resources.ToJsonString()));
        await Catalog.ResolveAsync(exchange.Kind, default);
    }

    public static ListTrust Trust(KindName kind) => new(NullLogger.Instance, kind);

    /// <summary>What was heard since the list began, without the kind.</summary>
    public string[] Heard(KindName kind) => [.. Sink.Heard.Select(word => word[$"{kind.Kind}: ".Length..])];

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
        metrics.Dispose();
    }
}
