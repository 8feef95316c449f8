using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Rails;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class WindowRailTests
{
    private readonly WindowRail rail = new();

    [Fact]
    public void Without_windows_any_time_will_do() => Assert.True(rail.Ask(Some.Question()).Allows);

    [Fact]
    public void A_closed_window_says_when_it_opens()
    {
        var answer = Ask("windows: [{ days: mon, from: '09:00', to: '17:00', timeZone: Europe/Berlin }]");

        Assert.Equal("window: next opens Mon 30 Nov 09:00 UTC+01:00", answer.ToString());
        Assert.Equal((false, false, new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.Zero)), (answer.Allows, answer.Bars, answer.Until!.Value));
    }

    [Fact]
    public void An_open_one_says_when_it_ends()
    {
        Assert.Equal("window: open until Tue 24 Nov 17:00 UTC", Ask("windows: [{ days: mon-fri, from: '09:00', to: '17:00' }]").ToString());
    }

    [Fact]
    public void The_first_of_several_to_open_counts()
    {
        var answer = Ask("windows: [{ days: fri }, { days: thu }, { days: mon }]");

        Assert.Equal(new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero), answer.Until);
    }

    [Theory]
    [InlineData("namespaces: [bank]", true)]
    [InlineData("namespaces: [shop]", false)]
    [InlineData("namespaceSelector: team=ml", true)]
    [InlineData("kinds: [Ingress]", true)]
    public void Where_none_is_for_the_object_nothing_is_ever_done(string scope, bool bars)
    {
        Assert.Equal(bars, Ask($"windows: [{{ {scope} }}]").Bars);
        Assert.Equal(!bars, Ask($"windows: [{{ {scope} }}]").Allows);
    }

    [Fact]
    public void A_namespace_that_nobody_knows_is_let_in_by_none_that_asks_for_its_labels()
    {
        var question = Some.Question(actions: Some.Actions("windows: [{ namespaceSelector: team=ml }]"));

        Assert.True(rail.Ask(question with { Namespace = null }).Bars);
    }

    [Fact]
    public void Of_several_open_ones_the_last_end_is_told()
    {
        var answer = Ask("windows: [{ days: tue, from: '09:00', to: '13:00' }, { days: tue, from: '09:00', to: '17:00' }]");

        Assert.Equal("window: open until Tue 24 Nov 17:00 UTC", answer.ToString());
    }

    // as it is asked of instants to come, before they are announced
    [Fact]
    public void What_holds_later_does_not_hold_now()
    {
        var question = Some.Question(actions: Some.Actions("windows: [{ days: tue, from: '11:00', to: '14:00' }]"));

        Assert.False(rail.Ask(question with { Now = Some.Noon.AddHours(3) }).Allows);

        Assert.True(rail.Ask(question).Allows);
    }

    [Fact]
    public void What_it_knows_of_a_window_is_forgotten_once_that_changes()
    {
        var question = Some.Question(actions: Some.Actions("windows: [{ days: tue, from: '13:00', to: '14:00' }]"));

        Assert.False(rail.Ask(question).Allows);
        Assert.True(rail.Ask(question with { Now = Some.Noon.AddHours(1) }).Allows);
        Assert.False(rail.Ask(question with { Now = Some.Noon.AddHours(2) }).Allows);
        Assert.False(rail.Ask(question).Allows);
    }

    [Fact]
    public void It_binds_what_warnings_led_to_alone()
    {
        Assert.Equal([true, false, false], new[] { ActionCause.Ladder, ActionCause.Schedule, ActionCause.Undo }.Select(rail.Binds));
    }

    private RailAnswer Ask(string yaml) => rail.Ask(Some.Question(actions: Some.Actions(yaml)));
}
