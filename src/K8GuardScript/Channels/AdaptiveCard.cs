using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Notify;

namespace K8GuardScript.Channels;

/// <summary>Lays a message out as an Adaptive Card 1.4 in the envelope that a Microsoft Teams workflow takes.</summary>
/// <remarks>Schema: adaptivecards.io; Teams takes no Action.Submit and at most 28 KB.</remarks>
internal static class AdaptiveCard
{
    // 28 KB is the limit for everything, and what is planned stays well below
    private const int MostBytes = 20_000;

    // The first length at which the whole card fits is taken, and the last one if none does.
    private static readonly int[] LongestTexts = [700, 350, 200, 100, 50, 20];

    /// <param name="message">what to say</param>
    /// <param name="now">decides how exactly times are told</param>
    /// <param name="zone">the zone of those times</param>
    public static JsonObject Of(Message message, DateTimeOffset now, TimeZoneInfo zone)
    {
        foreach (var longest in LongestTexts[..^1])
        {
            var card = Of(message, now, zone, longest);
            if (Encoding.UTF8.GetByteCount(card.ToJsonString()) <= MostBytes) return card;
        }

        return Of(message, now, zone, LongestTexts[^1]);
    }

    private static JsonObject Of(Message message, DateTimeOffset now, TimeZoneInfo zone, int longest)
    {
        var body = new JsonArray { Heading(message, longest) };
        foreach (var warning in message.Warnings) body.Add(Section(warning, now, zone, longest));
        foreach (var notice in message.Notices) body.Add(Section(notice, longest));
        var cluster = message.Cluster.Length > 0 ? $" on {Cut(message.Cluster, longest)}" : "";
        body.Add(Text($"K8GuardScript{cluster}, message {message.Id}", isSubtle: true));
        return Envelope(body);
    }

    private static JsonObject Envelope(JsonArray body) => new()
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

    private static JsonObject Heading(Message message, int longest)
    {
        if (message.Warnings.Count == 0) return NoticeHeading(message, longest);
        var isLast = message.Warnings.Any(warning => warning.IsLast && warning.ActionAfter is not null);
        var count = message.Warnings.Count == 1 ? "a violation" : $"{message.Warnings.Count} violations";
        var heading = Text($"{(isLast ? "Last warning" : "Warning")}: {count} for {Cut(message.Recipient.Name, longest)}", isBold: true);
        heading["size"] = "Large";
        heading["color"] = isLast ? "Attention" : "Warning";
        return heading;
    }

    private static JsonObject NoticeHeading(Message message, int longest)
    {
        var subject = message.Notices.Select(notice => notice.Subject).Distinct().Count() == 1 ? Cut(message.Notices[0].Subject, longest) : "Notice";
        var heading = Text($"{subject}: for {Cut(message.Recipient.Name, longest)}", isBold: true);
        heading["size"] = "Large";
        return heading;
    }

    private static JsonObject Section(Notice notice, int longest) => new()
    {
        ["type"] = "Container",
        ["separator"] = true,
        ["items"] = new JsonArray(Text($"{Cut(notice.Subject, longest)}.", isBold: true), Text(Cut(notice.Text, 2 * longest))),
    };

    // INVARIANT: the first line is never cut, as it says what will be done and when; names in a cluster are short.
    private static JsonObject Section(Warning warning, DateTimeOffset now, TimeZoneInfo zone, int longest)
    {
        var items = new JsonArray
        {
            Text($"{WarningText.Head(warning)}: {WarningText.Subject(warning, now, zone)}.", isBold: true),
            Text($"{Cut(warning.Title, longest)}: {Cut(WarningText.Sentence(warning.Episode.Message), longest)}"),
        };
        if (warning.Fix.Length > 0) items.Add(Text($"Fix: {Cut(warning.Fix, longest)}."));
        items.Add(Text($"{warning.Episode.Key.Policy} at {Cut(warning.Episode.Path, longest)}", isSubtle: true));
        return new JsonObject { ["type"] = "Container", ["separator"] = true, ["items"] = items };
    }

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        return $"{text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)]}...";
    }

    // what is as the format has it by default is left out, as every byte counts
    private static JsonObject Text(string text, bool isBold = false, bool isSubtle = false)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = MarkdownText.Escape(text), ["wrap"] = true };
        if (isBold) block["weight"] = "Bolder";
        if (isSubtle) (block["isSubtle"], block["size"]) = (true, "Small");
        return block;
    }
}
