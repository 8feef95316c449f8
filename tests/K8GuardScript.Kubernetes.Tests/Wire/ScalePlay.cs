using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Kubernetes.Scaling;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Plays reads and writes of the scale subresource.</summary>
internal static class ScalePlay
{
    public static async Task<string> PlayAsync(PlayScene scene, Exchange exchange)
    {
        var client = new ScaleClient(scene.Api, scene.Catalog);
        if (exchange.Method == "GET")
        {
            var read = await client.ReadAsync(exchange.Address, default);
            return read.Result == ReadResult.Found
                ? FormattableString.Invariant($"replicas {read.Scale!.Replicas} @{read.Scale.ResourceVersion}")
                : read.Result.ToString().ToLowerInvariant();
        }

        var metadata = exchange.Body!["metadata"]!;
        var known = new Scale(0, 0, Text(metadata, "uid"), Text(metadata, "resourceVersion"));
        var replicas = exchange.Body["spec"]!["replicas"]?.GetValue<int>() ?? 0;
        return ObjectPlay.Words(await client.WriteAsync(exchange.Address, known, replicas, exchange.IsDryRun, default), scene);
    }

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
