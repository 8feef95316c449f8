using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

/// <summary>A namespace of the test's own, and the calls that tests make in it.</summary>
[Collection(ConformanceSuite.Name)]
public abstract class ConformanceScene(ConformanceServer server) : IAsyncLifetime
{
    internal static readonly KindName ConfigMaps = new("", "v1", "ConfigMap");
    internal static readonly KindName Deployments = new("apps", "v1", "Deployment");
    internal static readonly KindName Namespaces = new("", "v1", "Namespace");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal ApiClient Api => server.Api;

    internal ResourceCatalog Catalog { get; } = new(server.Api);

    internal ClusterClient Client => new(Api, Catalog);

    protected string Namespace { get; } = $"k8guard-conformance-{Guid.NewGuid():N}"[..32];

    public async ValueTask InitializeAsync()
    {
        var made = await Client.CreateAsync(Namespaces, "", Json($$"""{"metadata":{"name":"{{Namespace}}"} }"""), false, CancellationToken.None);
        Assert.Equal(WriteResult.Done, made.Result);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var address = new ObjectAddress(Namespaces, "", Namespace);
        await Client.DeleteAsync(address, new DeleteOptions(), CancellationToken.None);
    }

    protected static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    internal static JsonObject Parsed(ReadOnlyMemory<byte> json) => JsonNode.Parse(json.Span)!.AsObject();

    internal static string Version(JsonObject item) => item["metadata"]!["resourceVersion"]!.GetValue<string>();

    internal static string Uid(JsonObject item) => item["metadata"]!["uid"]!.GetValue<string>();

    internal ObjectAddress At(KindName kind, string name) => new(kind, Namespace, name);

    internal async Task<JsonObject> CreateAsync(KindName kind, string name, string rest = "\"data\":{\"a\":\"1\"}")
    {
        var outcome = await Client.CreateAsync(
            kind, Namespace, Json($$"""{"apiVersion":"{{kind.ApiVersion}}","kind":"{{kind.Kind}}","metadata":{"name":"{{name}}"},{{rest}} }"""), false, Cancel);
        Assert.True(outcome.Result == WriteResult.Done, outcome.Message);
        return Parsed(outcome.Json);
    }

    internal Task<JsonObject> CreateDeploymentAsync(string name, int replicas) => CreateAsync(
        Deployments,
        name,
        $$"""
        "spec":{"replicas":{{replicas}},"selector":{"matchLabels":{"app":"{{name}}"} },"template":{"metadata":{"labels":{"app":"{{name}}"} },
        "spec":{"containers":[{"name":"main","image":"registry.example.com/main:1"},{"name":"side","image":"registry.example.com/side:1"}] } } }
        """);

    internal async Task<JsonObject> ReadAsync(KindName kind, string name)
    {
        var outcome = await Client.GetAsync(kind, Namespace, name, Cancel);
        Assert.True(outcome.Result == ReadResult.Found, outcome.Message);
        return Parsed(outcome.Json);
    }

    /// <summary>A call that no part of the client makes in this form: its code and its body.</summary>
    internal async Task<(int Code, JsonObject Body)> RawAsync(string path)
    {
        using var answer = await Api.OpenAsync(ApiCall.Get("get", "", path, Patience), Cancel);
        var body = await answer.ReadAllAsync(8 << 20);
        return (answer.Code, JsonNode.Parse(body.Span)!.AsObject());
    }

    /// <summary>Looks until it is so.</summary>
    protected static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"after {Patience.TotalSeconds} s still not: {what}");
            await Task.Delay(Pause, TimeProvider.System, Cancel);
        }
    }
}
