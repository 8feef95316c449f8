using System.Text.Json.Nodes;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Plays pages of lists. The client lists all namespaces, so the recorded answer is given to that.</summary>
internal static class ListPlay
{
    public static async Task<string> PlayAsync(PlayScene scene, Exchange exchange)
    {
        var key = $"GET {exchange.Path.Collection}";
        var asked = exchange.Query.GetValueOrDefault("continue");
        var next = ContinueOf(exchange);
        if (asked is not null) scene.Server.On(key, Page(exchange, asked));
        scene.Server.On(key, exchange.Answer);
        if (next is not null || asked is not null) scene.Server.On(key, Page(exchange, null));

        var feed = new ItemFeed(exchange.Kind, scene.Sink);
        var lister = new KindLister(scene.Api, exchange.Kind, scene.Sink, feed, PlayScene.Trust(exchange.Kind));
        var outcome = await lister.ListAsync(exchange.Resource, default);

        var targets = scene.Server.Targets(key);
        if (asked is not null) Assert.Contains($"continue={Uri.EscapeDataString(asked)}", targets[1], StringComparison.Ordinal);
        if (next is not null) Assert.Contains($"continue={Uri.EscapeDataString(next)}", targets[^1], StringComparison.Ordinal);
        if (targets.Length == 3 && !targets[2].Contains('?', StringComparison.Ordinal)) return "expired; lists anew in one go";

        var listed = FormattableString.Invariant($"listed {CountOf(scene, exchange)}");
        return WatchPlay.Words(outcome, [listed], saysWhat: outcome.Next == NextStep.Watch);
    }

    private static int CountOf(PlayScene scene, Exchange exchange)
    {
        var heard = scene.Heard(exchange.Kind);
        Assert.Equal(["begin", heard[^1] == "end" ? "end" : "abandon"], [heard[0], heard[^1]]);
        return heard.Count(word => word.StartsWith("listed ", StringComparison.Ordinal) && word != "listed before@1");
    }

    /// <summary>A page that was not recorded: before the recorded one, with an item of its own, or empty behind it.</summary>
    private static Reply Page(Exchange exchange, string? next) => Reply.Json(new JsonObject
    {
        ["kind"] = $"{exchange.Kind.Kind}List",
        ["metadata"] = new JsonObject { ["resourceVersion"] = VersionOf(exchange), ["continue"] = next ?? "" },
        ["items"] = next is null ? [] : new JsonArray(new JsonObject { ["metadata"] = new JsonObject { ["name"] = "before", ["resourceVersion"] = "1" } }),
    }.ToJsonString());

    private static string? ContinueOf(Exchange exchange) =>
        IsList(exchange) && exchange.Response.GetProperty("body").GetProperty("metadata").TryGetProperty("continue", out var next)
            && next.GetString() is { Length: > 0 } token
            ? token
            : null;

    private static string VersionOf(Exchange exchange) =>
        IsList(exchange) ? exchange.Response.GetProperty("body").GetProperty("metadata").GetProperty("resourceVersion").GetString()! : "1";

    private static bool IsList(Exchange exchange) =>
        exchange.Response.GetProperty("status").GetInt32() == 200 && exchange.Response.GetProperty("body").TryGetProperty("items", out _);
}
