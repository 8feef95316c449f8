using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace K8GuardScript.Demo;

/// <summary>Stands in for a Microsoft Teams workflow in the demo: accepts Adaptive Cards, keeps the latest, and shows them.</summary>
internal sealed class Inbox
{
    /// <summary>Where it answers, below the worker's address.</summary>
    public const string Path = "/demo/inbox";

    private const int Kept = 100;
    private readonly ConcurrentQueue<JsonNode> cards = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => new JsonArray([.. cards.Select(card => card.DeepClone())]));
        routes.MapPost(Path, (JsonNode? message) =>
        {
            if (CardOf(message) is not { } card) return Results.BadRequest("a message with an Adaptive Card is expected");
            cards.Enqueue(card.DeepClone());
            while (cards.Count > Kept) cards.TryDequeue(out _);
            return Results.Accepted();
        }).AllowAnonymous();
    }

    private static JsonObject? CardOf(JsonNode? message) =>
        message is JsonObject envelope
        && envelope["attachments"] is JsonArray { Count: 1 } attachments
        && attachments[0] is JsonObject attachment
        && attachment["content"] is JsonObject card
        && card["type"]?.GetValueKind() == System.Text.Json.JsonValueKind.String
        && card["type"]!.GetValue<string>() == "AdaptiveCard"
            ? card
            : null;
}
