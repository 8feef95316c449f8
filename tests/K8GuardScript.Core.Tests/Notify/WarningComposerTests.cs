using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class WarningComposerTests
{
    private static readonly LadderStep.Warn Last = new(3, 3, IsLast: true, ArmsAction: true);

    [Fact]
    public void Everything_that_one_recipient_is_owed_is_one_message_up_to_the_limit()
    {
        var due = Enumerable.Range(0, WarningComposer.MostPerMessage + 1).Select(i => Some.WarningDue(Some.Episode($"place {i:00}"))).Reverse();

        var messages = WarningComposer.Compose(due, "test", Some.Noon);

        Assert.Equal([WarningComposer.MostPerMessage, 1], messages.Select(message => message.Warnings.Count));
        Assert.Equal("place 00", messages[0].Warnings[0].Episode.Key.Place);
        Assert.Equal(2, messages.Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public void A_fallback_that_is_called_like_a_team_gets_messages_of_its_own()
    {
        // one of them counts, the other does not: together, what nobody who counts was told would count
        var fallback = new Recipient("payments", ["payments"], Counts: false);

        var messages = WarningComposer.Compose([Some.WarningDue(), Some.WarningDue(Some.Episode("orphan"), fallback)], "test", Some.Noon);

        Assert.Equal(
            [(Some.Place, true), ("orphan", false)],
            messages.Select(message => (Assert.Single(message.Warnings).Episode.Key.Place, message.Recipient.Counts)));
    }

    [Fact]
    public void Who_has_no_channel_gets_no_message()
    {
        Assert.Empty(WarningComposer.Compose([Some.WarningDue(recipient: Recipient.Nobody)], "test", Some.Noon));
    }

    [Fact]
    public void Only_the_last_warning_announces_the_action_and_each_tells_its_earliest_time()
    {
        var first = Compose(new LadderStep.Warn(1, 3, IsLast: false, ArmsAction: true));
        var last = Compose(Last);

        Assert.Equal((ActionVerb.None, "scaled to 0", Some.Noon.AddHours(72)), (first.Announces, first.Outcome, first.ActionAfter));
        Assert.Equal((ActionVerb.Stop, "scaled to 0", Some.Noon.AddHours(24)), (last.Announces, last.Outcome, last.ActionAfter));
    }

    [Fact]
    public void A_last_warning_that_arms_nothing_announces_nothing()
    {
        var warning = Compose(Last with { ArmsAction = false });

        Assert.Equal((ActionVerb.None, "", null), (warning.Announces, warning.Outcome, warning.ActionAfter));
    }

    [Fact]
    public void A_warning_speaks_of_the_uid_and_the_revision_of_now()
    {
        var due = Some.WarningDue() with { Situation = Some.Situation() with { Uid = "uid-2", Revision = "rev-2" } };

        var warning = Assert.Single(WarningComposer.Compose([due], "test", Some.Noon)[0].Warnings);

        Assert.Equal(("uid-2", "rev-2"), (warning.Episode.Uid, warning.Episode.Revision));
    }

    private static Warning Compose(LadderStep.Warn step) => WarningComposer.Compose([Some.WarningDue(step: step)], "test", Some.Noon)[0].Warnings[0];
}
