using System.Text.Json.Nodes;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

[Collection(nameof(ServedGuard))]
public sealed class ExemptionApiTests(ServedGuard guard)
{
    // the program's own clock runs here
    private static readonly DateTimeOffset Soon = TimeProvider.System.GetUtcNow().AddDays(30);

    [Fact]
    public async Task What_is_exempt_is_no_violation_unless_it_is_asked_for_and_then_says_why()
    {
        guard.Record(Some.Episode() with { State = EpisodeState.Exempt }, Some.Episode(name: "api"));
        await ExemptingAsync(
            async () =>
            {
                Assert.Equal(["api"], Items(await JsonAsync("/api/v1/violations")).Select(item => (string?)item["name"]));
                var exempt = Assert.Single(Items(await JsonAsync("/api/v1/violations?state=exempt")));
                Assert.Equal(("web", "exempt"), ((string?)exempt["name"], (string?)exempt["state"]));
                var why = exempt["exemption"]!;
                Assert.Equal(("agreed", "T-1", "f.yaml(1,1)"), ((string?)why["reason"], (string?)why["ticket"], (string?)why["place"]));
                Assert.Equal(Soon, DateTimeOffset.Parse((string)why["expires"]!, System.Globalization.CultureInfo.InvariantCulture));
                Assert.Equal(["api"], (await JsonAsync("/deploys")).AsArray().Select(item => (string?)item!["Name"]));
            },
            Exemption("image-repo"));
    }

    [Fact]
    public async Task Every_exemption_is_listed_with_how_much_it_is_for_and_when_it_ends()
    {
        guard.Record(Some.Episode() with { State = EpisodeState.Exempt });
        await ExemptingAsync(
            async () =>
            {
                var all = Items(await JsonAsync("/api/v1/exemptions"));
                Assert.Equal(["active 1", "active 0", "ended 1"], all.Select(item => $"{item["state"]} {item["violations"]}"));
                Assert.Equal("web", (string?)all[0]["scope"]!["names"]![0]);
                Assert.Single(Items(await JsonAsync("/api/v1/exemptions?state=ended")));
                using var wrong = await guard.GetAsync("/api/v1/exemptions?state=over");
                Assert.Equal(System.Net.HttpStatusCode.BadRequest, wrong.StatusCode);
            },
            Exemption("image-repo"), Exemption("never"), Exemption("image-*") with { Expires = Some.Noon.AddYears(-1) });
    }

    [Fact]
    public async Task A_snooze_is_listed_by_the_id_that_lifts_it()
    {
        var desk = guard.Services.GetRequiredService<SnoozeDesk>();
        var snooze = desk.Snooze(new SnoozeOrder(["image-repo"], Some.Episode().Key.Object, "on it", "ann", TimeSpan.FromDays(2))).Snooze!;

        var listed = Assert.Single(Items(await JsonAsync("/api/v1/exemptions")));

        Assert.Equal(
            (snooze.Id, true, "snoozed by ann", "ending"),
            ((string?)listed["id"], (bool?)listed["snooze"], (string?)listed["place"], (string?)listed["state"]));
        Assert.True(desk.Lift((string)listed["id"]!, "ann"));
        Assert.Empty(Items(await JsonAsync("/api/v1/exemptions")));
    }

    [Fact]
    public async Task The_report_shows_what_is_exempt_apart_and_escaped()
    {
        guard.Record(Some.Episode() with { State = EpisodeState.Exempt });
        await ExemptingAsync(
            async () =>
            {
                var page = await guard.TextAsync("/");
                Assert.Contains("0 violations, 1 exempt", page, StringComparison.Ordinal);
                Assert.Contains("&lt;b&gt;agreed&lt;/b&gt; (T-1)", page, StringComparison.Ordinal);
            },
            Exemption("image-repo") with { Reason = "<b>agreed</b>" });
    }

    private static Exemption Exemption(string policy) => new(
        [policy], new Scope(new NamespaceScope(new NamePatterns(["shop"]), null), names: new NamePatterns(["web"])), "agreed", "T-1", Soon, "f.yaml(1,1)");

    private async Task ExemptingAsync(Func<Task> test, params Exemption[] exemptions)
    {
        var rulebook = guard.Services.GetRequiredService<Rulebook>();
        var before = rulebook.Current;
        rulebook.Swap(before with { Settings = before.Settings with { Exemptions = exemptions } });
        try
        {
            await test();
        }
        finally
        {
            rulebook.Swap(before);
        }
    }

    private static List<JsonNode> Items(JsonNode answer) => [.. answer["items"]!.AsArray().OfType<JsonNode>()];

    private async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await guard.TextAsync(path))!;
}
