using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Plays reads and writes of single objects.</summary>
internal static class ObjectPlay
{
    public static async Task<string> PlayAsync(PlayScene scene, Exchange exchange)
    {
        var client = new ClusterClient(scene.Api, scene.Catalog);
        if (exchange.Method == "GET")
        {
            var read = await client.GetAsync(exchange.Kind, exchange.Path.Namespace, exchange.Path.Name, default);
            return read.Result == ReadResult.Found ? $"found {NameOf(read.Json)}" : read.Result.ToString().ToLowerInvariant();
        }

        return Words(await WriteAsync(client, exchange), scene);
    }

    public static string Words(WriteOutcome outcome, PlayScene scene)
    {
        var sent = scene.Server.Requests.Any(request => request.Method != "GET");
        return outcome.Result switch
        {
            WriteResult.Done => outcome.Json.IsEmpty ? "done" : $"done {NameOf(outcome.Json)}",
            WriteResult.AlreadyExists => "already exists",
            WriteResult.NotNow => "not now",
            WriteResult.Refused when !sent => "refused unsent",
            var other => other.ToString().ToLowerInvariant(),
        };
    }

    public static DeleteOptions OptionsOf(JsonNode? body, IReadOnlyDictionary<string, string> query)
    {
        var propagation = query.GetValueOrDefault("propagationPolicy") ?? body?["propagationPolicy"]?.GetValue<string>();
        var grace = query.TryGetValue("gracePeriodSeconds", out var text) ? JsonNode.Parse(text) : body?["gracePeriodSeconds"];
        return new DeleteOptions
        {
            Uid = body?["preconditions"]?["uid"]?.GetValue<string>() ?? "",
            ResourceVersion = body?["preconditions"]?["resourceVersion"]?.GetValue<string>() ?? "",
            Propagation = propagation is null ? Propagation.ServersChoice : Enum.Parse<Propagation>(propagation),
            GraceSeconds = grace?.GetValue<int>(),
            DryRun = query.ContainsKey("dryRun") || body?["dryRun"] is not null,
        };
    }

    private static Task<WriteOutcome> WriteAsync(ClusterClient client, Exchange exchange)
    {
        var path = exchange.Path;
        return (exchange.Method, path.Subresource) switch
        {
            ("POST", "eviction") =>
                client.EvictAsync(path.Namespace, path.Name, OptionsOf(exchange.Body?["deleteOptions"], exchange.Query), default),
            ("POST", _) => client.CreateAsync(exchange.Kind, path.Namespace, exchange.BodyBytes(), exchange.IsDryRun, default),
            ("PUT", _) => client.ReplaceAsync(exchange.Address, exchange.BodyBytes(), exchange.IsDryRun, default),
            ("DELETE", _) => client.DeleteAsync(exchange.Address, OptionsOf(exchange.Body, exchange.Query), default),
            _ => client.PatchAsync(exchange.Address, TypeOf(exchange.ContentType), exchange.BodyBytes(), exchange.IsDryRun, default),
        };
    }

    private static PatchType TypeOf(string contentType) => contentType switch
    {
        "application/merge-patch+json" => PatchType.Merge,
        "application/json-patch+json" => PatchType.Json,
        _ => PatchType.Strategic,
    };

    private static string NameOf(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var metadata = document.RootElement.GetProperty("metadata");
        var version = metadata.TryGetProperty("resourceVersion", out var found) ? found.GetString() : "-";
        return $"{metadata.GetProperty("name").GetString()}@{version}";
    }
}
