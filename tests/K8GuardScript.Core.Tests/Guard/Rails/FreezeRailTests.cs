using System.Globalization;
using K8GuardScript.Core.Guard.Rails;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class FreezeRailTests
{
    private readonly FreezeRail rail = new();

    [Theory]
    [InlineData("from: 2026-11-24, to: 2026-11-24", "2026-11-23T22:59:59Z", null)]
    [InlineData("from: 2026-11-24, to: 2026-11-24", "2026-11-23T23:00Z", "2026-11-24T23:00Z")]
    [InlineData("from: 2026-11-24, to: 2026-11-24", "2026-11-24T22:59:59Z", "2026-11-24T23:00Z")]
    [InlineData("from: 2026-11-24, to: 2026-11-24", "2026-11-24T23:00Z", null)]
    [InlineData("from: 2026-11-24T18:00, to: 2026-11-25 06:00", "2026-11-24T17:00Z", "2026-11-25T05:00Z")]
    [InlineData("from: 2026-11-24T18:00Z, to: 2026-11-24T20:00+00:00", "2026-11-24T17:00Z", null)]
    [InlineData("from: 2026-11-24T18:00Z, to: 2026-11-24T20:00+00:00", "2026-11-24T18:00Z", "2026-11-24T20:00Z")]
    [InlineData("from: 2026-11-24, to: 2026-11-24, timeZone: UTC", "2026-11-24T23:30Z", "2026-11-25T00:00Z")]
    [InlineData("from: 2026-10-25T02:30, to: 2026-10-25T02:45", "2026-10-25T00:30Z", "2026-10-25T01:45Z")]
    [InlineData("from: 2026-03-29T02:30, to: 2026-03-29T05:00", "2026-03-29T01:30Z", "2026-03-29T03:00Z")]
    public void Nothing_is_done_within_it(string freeze, string at, string? until)
    {
        var answer = Ask($"freezes: [{{ {freeze} }}]", at);

        Assert.Equal((until is null, until is null ? null : Instant(until)), (answer.Allows, answer.Until));
        Assert.False(answer.Bars);
    }

    [Fact]
    public void Its_reason_is_told()
    {
        var answer = Ask("freezes: [{ from: 2026-11-20, to: 2026-11-30, reason: the sale }]", "2026-11-24T12:00Z");

        Assert.Equal("freeze: until Tue 1 Dec 00:00 UTC+01:00: the sale", answer.ToString());
    }

    [Fact]
    public void Of_several_the_one_that_ends_last_counts()
    {
        var answer = Ask("freezes: [{ from: 2026-11-01, to: 2026-11-30 }, { from: 2026-11-20, to: 2026-11-25 }]", "2026-11-24T12:00Z");

        Assert.Equal(Instant("2026-11-30T23:00Z"), answer.Until);
    }

    [Theory]
    [InlineData("namespaces: [shop]", false)]
    [InlineData("namespaces: [bank]", true)]
    [InlineData("namespaceSelector: team=ml", true)]
    public void It_is_for_what_its_scope_leaves_in(string scope, bool allows)
    {
        Assert.Equal(allows, Ask($"freezes: [{{ from: 2026-11-01, to: 2026-11-30, {scope} }}]", "2026-11-24T12:00Z").Allows);
    }

    [Fact]
    public void Where_nobody_can_tell_it_is_frozen()
    {
        var freeze = Some.Actions("freezes: [{ from: 2026-11-01, to: 2026-11-30, namespaceSelector: team=ml }]");

        Assert.False(rail.Ask(Some.Question(actions: freeze) with { Namespace = null }).Allows);
    }

    [Fact]
    public void An_object_that_nobody_sees_is_frozen_wherever_a_freeze_may_be_for_it()
    {
        var freeze = Some.Actions("freezes: [{ from: 2026-11-01, to: 2026-11-30, namespaces: [bank] }]");

        Assert.False(rail.Ask(Some.Question(actions: freeze) with { Object = null }).Allows);
    }

    private RailAnswer Ask(string yaml, string at)
    {
        var actions = Some.Actions(yaml, "timeZone: Europe/Berlin");
        var question = Some.Question(actions: actions);
        return rail.Ask(question with
        {
            Now = Instant(at),
            Settings = question.Settings with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") },
        });
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
