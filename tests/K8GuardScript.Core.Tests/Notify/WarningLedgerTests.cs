using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class WarningLedgerTests
{
    private static readonly DateTimeOffset Later = Some.Noon.AddHours(1);

    [Fact]
    public void A_counted_warning_raises_the_count_and_becomes_the_last_one()
    {
        var change = Accepted(Some.Warning(ordinal: 3, announces: ActionVerb.Stop), counts: true, Some.Episode().Warned(2, Some.Noon, ActionVerb.None));

        var warned = Some.Episode().Warned(3, Later);
        Assert.Equal(warned with { LastWarning = warned.LastWarning! with { NotBefore = Some.Noon.AddHours(24) } }, Assert.Single(change.Episodes));
        Assert.Equal(new GivenWarning(Some.Episode().Key, Later, "pay-teams", true, 3, ActionVerb.Stop), Assert.Single(change.Warnings));
    }

    [Fact]
    public void A_warning_that_does_not_count_is_told_and_nothing_more()
    {
        var change = Accepted(Some.Warning(), counts: false, Some.Episode());

        Assert.Equal(Some.Episode() with { Told = 1, ToldAt = Later }, Assert.Single(change.Episodes));
        Assert.False(Assert.Single(change.Warnings).Counts);
    }

    [Fact]
    public void A_last_warning_that_is_given_again_counts_once()
    {
        var known = Some.Episode().Warned(3, Some.Noon);

        var episode = Assert.Single(Accepted(Some.Warning(ordinal: 3, announces: ActionVerb.Stop), counts: true, known).Episodes);

        Assert.Equal((3, 4, Later), (episode.AcceptedWarnings, episode.Told, episode.LastWarning!.AcceptedAt));
    }

    [Fact]
    public void A_warning_about_an_earlier_opening_does_not_count_for_the_present_one()
    {
        // it was on its way while the violation was fixed and came back
        var reopened = Some.Episode() with { OpenedAt = Some.Noon.AddMinutes(30) };

        var episode = Assert.Single(Accepted(Some.Warning(ordinal: 3, announces: ActionVerb.Stop), counts: true, reopened).Episodes);

        Assert.Equal((0, 1), (episode.AcceptedWarnings, episode.Told));
        Assert.Null(episode.LastWarning);
    }

    [Fact]
    public void A_warning_about_what_the_ledger_does_not_know_is_only_written_down()
    {
        var change = Accepted(Some.Warning(), counts: true, known: null);

        Assert.Empty(change.Episodes);
        Assert.Single(change.Warnings);
    }

    [Theory]
    [InlineData(24, 25)]
    [InlineData(2, 24)]
    public void What_was_said_is_held_and_so_is_the_distance_from_the_acceptance_however_long_the_message_took(int notice, int held)
    {
        var warning = Some.Warning(ordinal: 3, announces: ActionVerb.Stop) with { Notice = TimeSpan.FromHours(notice) };

        var episode = Assert.Single(Accepted(warning, counts: true, Some.Episode()).Episodes);

        Assert.Equal(Some.Noon.AddHours(held), episode.LastWarning!.NotBefore);
    }

    [Fact]
    public void What_announced_nothing_holds_nothing()
    {
        Assert.Null(Assert.Single(Accepted(Some.Warning(ordinal: 3), counts: true, Some.Episode()).Episodes).LastWarning!.NotBefore);
    }

    [Fact]
    public void What_the_ledger_can_not_tell_apart_is_the_same_opening()
    {
        // the database keeps milliseconds
        var known = Some.Episode() with { OpenedAt = Some.Noon.AddTicks(9) };

        Assert.Equal(1, Assert.Single(Accepted(Some.Warning(), counts: true, known).Episodes).AcceptedWarnings);
    }

    [Fact]
    public void The_word_of_a_second_channel_is_written_down_and_changes_nothing()
    {
        var change = WarningLedger.Accepted(Some.Message(Some.Warning()), "console", _ => Weight.Nothing, _ => Some.Episode(), Later);

        Assert.Empty(change.Episodes);
        Assert.Equal(new GivenWarning(Some.Episode().Key, Later, "console", false, 1, ActionVerb.None), Assert.Single(change.Warnings));
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public void What_became_void_while_it_was_on_its_way_announces_nothing_and_counts(string why)
    {
        var sent = Some.Episode().Warned(3, Some.Noon);
        var known = why switch
        {
            "undone" => sent with { HeldUntil = Later.AddDays(1) },
            "reverted" => sent with { Reverts = 1 },
            "acted on" => sent with { ActionId = "a-1" },
            "disarmed" => sent with { LastWarning = sent.LastWarning! with { AnnouncedAction = ActionVerb.None } },
            _ => sent with { State = EpisodeState.Exempt },
        };

        var episode = Assert.Single(Accepted(Some.Warning(sent, ordinal: 3, announces: ActionVerb.Stop), counts: true, known).Episodes);

        Assert.Equal((ActionVerb.None, null, 4), (episode.LastWarning!.AnnouncedAction, episode.LastWarning.NotBefore, episode.Told));
    }

    public static TheoryData<string> Voids => ["undone", "reverted", "acted on", "disarmed", "exempt"];

    private static LedgerChange Accepted(Warning warning, bool counts, Episode? known) =>
        WarningLedger.Accepted(Some.Message(warning), "pay-teams", _ => counts ? Weight.Counts : Weight.Tells, _ => known, Later);
}
