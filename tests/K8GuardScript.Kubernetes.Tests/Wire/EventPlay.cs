using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Events;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Plays events that the client itself would tell.</summary>
internal static class EventPlay
{
    private static readonly string[] Words = ["eventTime", "reportingController", "reportingInstance", "action", "reason", "type", "note"];

    /// <summary>Other events lack or hold what the client's never would.</summary>
    public static bool Fits(Exchange exchange)
    {
        if (exchange.Kind != EventBody.Resource.Kind || exchange.IsDryRun) return false;
        if (exchange.Method == "PATCH") return exchange.Body?["series"] is not null;
        return exchange.Method == "POST" && exchange.Response.GetProperty("status").GetInt32() == 201
            && Words.All(word => exchange.Body![word] is not null)
            && exchange.Body!["regarding"]?["namespace"]?.GetValue<string>() == exchange.Path.Namespace;
    }

    public static async Task<string> PlayAsync(PlayScene scene, Exchange exchange)
    {
        var body = exchange.Body!;
        if (body["series"] is { } series)
        {
            var told = new ObjectReference(default, exchange.Path.Namespace, "subject", "");
            var client = new EventClient(scene.Api, new EventSource("example.com/checker", "checker-0"));
            var count = series["count"]!.GetValue<int>();
            return ObjectPlay.Words(
                await client.RepeatAsync(told, exchange.Path.Name, count, TimeOf(series, "lastObservedTime"), default), scene);
        }

        var first = new EventClient(scene.Api, new EventSource(Text(body, "reportingController"), Text(body, "reportingInstance")));
        return ObjectPlay.Words(
            await first.CreateAsync(EventOf(body), Text(body["metadata"]!, "name"), TimeOf(body, "eventTime"), default), scene);
    }

    private static ClusterEvent EventOf(JsonNode body)
    {
        var regarding = body["regarding"]!;
        return new ClusterEvent
        {
            Regarding = new ObjectReference(
                KindName.Parse(Text(regarding, "apiVersion"), Text(regarding, "kind")),
                Text(regarding, "namespace"), Text(regarding, "name"), Text(regarding, "uid")),
            Action = Text(body, "action"),
            Reason = Text(body, "reason"),
            Note = Text(body, "note"),
            IsWarning = Text(body, "type") == "Warning",
        };
    }

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();

    private static DateTimeOffset TimeOf(JsonNode node, string field) =>
        DateTimeOffset.Parse(Text(node, field), CultureInfo.InvariantCulture);
}
