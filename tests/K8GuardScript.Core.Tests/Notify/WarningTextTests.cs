using K8GuardScript.Core.Notify;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class WarningTextTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_last_warning_says_what_will_be_done_and_when()
    {
        Assert.Equal(
            "Last warning (3 of 3): Deployment `shop/web` will be scaled to 0 after Wed 25 Nov 12:00 UTC. Image `bad/web:1` is bad. Fix: push it elsewhere.",
            WarningText.OneLine(Some.Warning(ordinal: 3, announces: ActionVerb.Stop), Some.Noon, TimeZoneInfo.Utc));
    }

    [Fact]
    public void An_earlier_warning_says_what_follows_if_nothing_changes()
    {
        var warning = Some.Warning() with { Outcome = "scaled to 0", ActionAfter = Some.Noon.AddDays(3) };

        Assert.Equal(
            "Deployment `shop/web` will be scaled to 0 after warning 3, at the earliest Fri 27 Nov 12:00 UTC, if this stays so",
            Subject(warning, TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_warning_that_leads_to_nothing_threatens_with_nothing()
    {
        Assert.Equal("Deployment `shop/web`", Subject(Some.Warning(ordinal: 2), TimeZoneInfo.Utc));
        Assert.Equal("Deployment `shop/web`. Nothing will be changed", Subject(Some.Warning(ordinal: 3), TimeZoneInfo.Utc));
    }

    [Fact]
    public void Something_without_a_namespace_is_called_by_its_name()
    {
        var episode = Some.Episode();
        var key = episode.Key with { Object = new("", "Namespace", "", "shop") };

        Assert.Equal("Namespace `shop`", Subject(Some.Warning(episode with { Key = key }), TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("2026-11-25T12:00:00Z", "Wed 25 Nov 13:00 UTC+01:00")]
    [InlineData("2026-07-01T23:30:00Z", "Thu 2 Jul 01:30 UTC+02:00")]
    [InlineData("2027-03-28T00:59:00Z", "Sun 28 Mar 01:59 UTC+01:00")]
    [InlineData("2027-03-28T01:00:00Z", "Sun 28 Mar 03:00 UTC+02:00")]
    public void Times_are_told_in_the_zone_with_what_it_is_then(string instant, string told)
    {
        var after = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        var warning = Some.Warning(ordinal: 3, announces: ActionVerb.Stop) with { ActionAfter = after };

        Assert.EndsWith($" after {told}", WarningText.Subject(warning, after.AddDays(-1), Berlin), StringComparison.Ordinal);
    }

    [Fact]
    public void Within_an_hour_seconds_are_told()
    {
        var warning = Some.Warning(ordinal: 3, announces: ActionVerb.Stop) with { ActionAfter = Some.Noon.AddSeconds(5) };

        Assert.EndsWith("after Tue 24 Nov 12:00:05 UTC", Subject(warning, TimeZoneInfo.Utc), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("it is bad", "It is bad.")]
    [InlineData("is it bad?", "Is it bad?")]
    [InlineData("`x` is bad.", "`x` is bad.")]
    public void A_finding_becomes_one_sentence(string message, string sentence)
    {
        Assert.Equal(sentence, WarningText.Sentence(message));
    }

    [Fact]
    public void Advice_that_ends_with_a_period_gets_no_second_one()
    {
        var warning = Some.Warning() with { Fix = "push it elsewhere." };

        Assert.EndsWith(" Fix: push it elsewhere.", WarningText.OneLine(warning, Some.Noon, TimeZoneInfo.Utc), StringComparison.Ordinal);
        Assert.DoesNotContain("Fix", WarningText.OneLine(warning with { Fix = "" }, Some.Noon, TimeZoneInfo.Utc), StringComparison.Ordinal);
    }

    private static string Subject(Warning warning, TimeZoneInfo zone) => WarningText.Subject(warning, Some.Noon, zone);
}
