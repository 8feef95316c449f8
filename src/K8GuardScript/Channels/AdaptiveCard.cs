using System.Text.Json.Nodes;
using K8GuardScript.Core.Notify;

namespace K8GuardScript.Channels;

/// <summary>Lays a message out as an Adaptive Card 1.4 in the envelope that a Microsoft Teams workflow takes.</summary>
/// <remarks>Schema: adaptivecards.io; Teams takes no Action.Submit and at most 28 KB.</remarks>
internal static class AdaptiveCard
{
    // 28 KB is the limit for everything: ten warnings of this size stay well below
    private const int LongestText = 700;

    /// <param name="message">what to say</param>
    /// <param name="now">decides how exactly times are told</param>
    /// <param name="zone">the zone of those times</param>
    public static JsonObject Of(Message message, DateTimeOffset now, TimeZoneInfo zone)
    {
        var body = new JsonArray { Heading(message) };
        foreach (var warning in message.Warnings) body.Add(Section(warning, now, zone));
        body.Add(Text($"K8GuardScript{(message.Cluster.Length > 0 ? $" on {message.Cluster}" : "")}, message {message.Id}", isSubtle: true, size: "Small"));

        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["contentUrl"] = null,
                ["content"] = new JsonObject
                {
                    ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.4",
                    ["body"] = body,
                    ["msteams"] = new JsonObject { ["width"] = "Full" },
                },
            }),
        };
    }

    private static JsonObject Heading(Message message)
    {
        var isLast = message.Warnings.Any(warning => warning.IsLast && warning.ActionAfter is not null);
        var count = message.Warnings.Count == 1 ? "a violation" : $"{message.Warnings.Count} violations";
        var heading = Text($"{(isLast ? "Last warning" : "Warning")}: {count} for {message.Recipient.Name}", size: "Large", weight: "Bolder");
        heading["color"] = isLast ? "Attention" : "Warning";
        return heading;
    }

    private static JsonObject Section(Warning warning, DateTimeOffset now, TimeZoneInfo zone)
    {
        var items = new JsonArray
        {
            Text($"{WarningText.Head(warning)}: {WarningText.Subject(warning, now, zone)}.", weight: "Bolder"),
            Text($"{warning.Title}: {WarningText.Sentence(warning.Episode.Message)}"),
        };
        if (warning.Fix.Length > 0) items.Add(Text($"Fix: {warning.Fix}."));
        items.Add(Text($"{warning.Episode.Key.Policy} at {warning.Episode.Path}", isSubtle: true, size: "Small"));
        return new JsonObject { ["type"] = "Container", ["separator"] = true, ["items"] = items };
    }

    private static JsonObject Text(string text, string size = "Default", string weight = "Default", bool isSubtle = false) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = MarkdownText.Escape(text.Length <= LongestText ? text : $"{text[..LongestText]}..."),
        ["wrap"] = true,
        ["size"] = size,
        ["weight"] = weight,
        ["isSubtle"] = isSubtle,
    };
}
