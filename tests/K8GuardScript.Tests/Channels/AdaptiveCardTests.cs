using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Channels;
using K8GuardScript.Core.Notify;

namespace K8GuardScript.Tests.Channels;

public sealed class AdaptiveCardTests
{
    [Fact]
    public void The_envelope_is_what_a_teams_workflow_takes()
    {
        var envelope = Card(Some.Message());

        Assert.Equal("message", (string?)envelope["type"]);
        var attachment = Assert.Single(envelope["attachments"]!.AsArray())!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)attachment["contentType"]);
        Assert.True(attachment.AsObject().ContainsKey("contentUrl"));
        var card = attachment["content"]!;
        Assert.Equal("AdaptiveCard", (string?)card["type"]);
        Assert.Equal("1.4", (string?)card["version"]);
        Assert.All(Elements(card["body"]!.AsArray()), element => Assert.Contains((string?)element["type"], (string[])["TextBlock", "Container"]));
        Assert.All(Texts(envelope), text => Assert.NotEmpty(text));
    }

    [Fact]
    public void A_last_warning_says_what_will_be_done_and_when()
    {
        var text = string.Join('\n', Texts(Card(Some.Message())));

        Assert.Contains("Last warning", text, StringComparison.Ordinal);
        Assert.Contains("shop/web' will be scaled to 0 after Wed 25 Nov 12:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains("Fix: push the image to one of the approved registries.", text, StringComparison.Ordinal);
        Assert.Contains("message 0123456789abcdef", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('*')]
    [InlineData('<')]
    [InlineData('"')]
    [InlineData('ü')]
    [InlineData('\u0001')]
    public void Ten_long_warnings_stay_below_twenty_kilobytes(char filler)
    {
        var flood = new string(filler, 5_000);
        var warnings = Enumerable.Range(0, ParcelContent.Most)
            .Select(i => Some.Warning(Some.Episode(@namespace: new string('n', 63), name: $"{i}{new string('o', 252)}") with { Message = flood, Path = flood })
                with
            { Title = flood, Fix = flood });

        var card = Card(Some.Message([.. warnings]));

        Assert.InRange(Encoding.UTF8.GetByteCount(card.ToJsonString()), 1, 20_000);
        var announced = Texts(card).Where(text => text.Contains("will be scaled to 0 after Wed 25 Nov 12:00 UTC", StringComparison.Ordinal));
        Assert.Equal(ParcelContent.Most, announced.Count());
    }

    [Fact]
    public void Notices_are_told_escaped_and_beside_warnings()
    {
        var notice = new Notice(
            Some.Message().Recipient, "Action taken", "Deployment `shop/[web](https://evil.example)` was scaled to 0", NoticeKind.ActionTaken);

        var alone = string.Join('\n', Texts(Card(Some.Message() with { Warnings = [], Notices = [notice] })));
        Assert.StartsWith("Action taken: for payments", alone, StringComparison.Ordinal);
        Assert.Contains(@"shop/\[web\]\(https://evil.example\)' was scaled to 0", alone, StringComparison.Ordinal);

        var both = string.Join('\n', Texts(Card(Some.Message() with { Notices = [notice] })));
        Assert.StartsWith("Last warning: a violation for payments", both, StringComparison.Ordinal);
        Assert.Contains("Action taken.", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_long_notices_stay_below_twenty_kilobytes()
    {
        var flood = new string('*', 5_000);
        var notices = Enumerable.Range(0, ParcelContent.Most).Select(_ => new Notice(Some.Message().Recipient, flood, flood, NoticeKind.Schedule));

        var card = Card(Some.Message() with { Warnings = [], Notices = [.. notices] });

        Assert.InRange(Encoding.UTF8.GetByteCount(card.ToJsonString()), 1, 20_000);
    }

    [Fact]
    public void A_long_text_is_never_cut_within_a_character()
    {
        // each fox is two UTF-16 units, after one unit of other text
        var warning = Some.Warning(Some.Episode() with { Path = "p" + string.Concat(Enumerable.Repeat("🦊", 5_000)) });

        var texts = Texts(JsonNode.Parse(Card(Some.Message(warning)).ToJsonString())!);

        Assert.All(texts, text => Assert.DoesNotContain('\uFFFD', text));
        Assert.All(texts, text => Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Hostile_names_and_messages_neither_format_nor_link_nor_mention()
    {
        var hostile = "<at>everyone</at> [pay here](https://evil.example) **now** ![x](y) # head\n- item";
        var warning = Some.Warning(Some.Episode() with { Message = hostile, Path = hostile }) with { Title = hostile, Fix = hostile };
        var message = Some.Message(warning) with { Recipient = new Recipient(hostile, [], false), Cluster = hostile };

        foreach (var text in Texts(Card(message)))
        {
            Assert.DoesNotMatch(@"(?<!\\)[<>\[\]()*_#!|~]", text);
            Assert.DoesNotContain('\n', text);
            Assert.DoesNotContain('`', text);
        }
    }

    private static JsonObject Card(Message message) => AdaptiveCard.Of(message, Some.Noon, TimeZoneInfo.Utc);

    private static IEnumerable<JsonNode> Elements(JsonArray elements) =>
        elements.Select(element => element!).SelectMany(element => element["items"] is JsonArray items ? Elements(items).Prepend(element) : [element]);

    private static IEnumerable<string> Texts(JsonNode envelope) =>
        Elements(envelope["attachments"]![0]!["content"]!["body"]!.AsArray()).Select(element => (string?)element["text"]).OfType<string>();
}
