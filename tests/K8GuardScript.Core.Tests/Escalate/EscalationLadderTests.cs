using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Escalate;

public sealed class EscalationLadderTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly DateTimeOffset Told = Some.Noon.AddHours(1);
    private static readonly DateTimeOffset Due = Told + Some.Ladder.Every;

    [Theory]
    [InlineData(nameof(EpisodeState.Contained), "contained: an action was taken")]
    [InlineData(nameof(EpisodeState.Resolved), "resolved")]
    [InlineData(nameof(EpisodeState.Withdrawn), "the policy is gone")]
    public void Nothing_is_due_in_any_state_but_open(string state, string why)
    {
        var episode = Some.Episode().Warned(3, Told) with { State = Enum.Parse<EpisodeState>(state) };

        Assert.Equal(new LadderStep.Hold(why), Step(episode, Some.Situation(), Due));
    }

    [Fact]
    public void A_dry_run_tells_nobody_and_does_nothing()
    {
        var situation = Some.Situation() with { Mode = Mode.DryRun };

        Assert.IsType<LadderStep.Hold>(Step(Some.Episode(), situation, Due));
        Assert.IsType<LadderStep.Hold>(Step(Some.Episode().Warned(3, Told), situation, Due));
    }

    [Fact]
    public void A_dormant_object_is_left_alone()
    {
        var situation = Some.Situation() with { Dormant = "dormant: scaled to 0" };

        Assert.Equal(new LadderStep.Hold("dormant: scaled to 0"), Step(Some.Episode().Warned(3, Told), situation, Due));
    }

    [Fact]
    public void The_first_warning_waits_until_grace_is_over()
    {
        var end = Some.Noon + Some.Ladder.Grace;

        Assert.Equal(new LadderStep.Wait(end, "first warning"), Step(Some.Episode(), Some.Situation(), end - Tick));
        Assert.Equal(new LadderStep.Warn(1, 3, IsLast: false, ArmsAction: true), Step(Some.Episode(), Some.Situation(), end));
    }

    [Fact]
    public void Grace_counts_from_the_latest_opening_not_from_the_first()
    {
        var episode = Some.Episode() with { OpenedAt = Told };

        Assert.Equal(new LadderStep.Wait(Told + Some.Ladder.Grace, "first warning"), Step(episode, Some.Situation(), Told));
    }

    [Fact]
    public void The_next_warning_waits_for_the_full_distance()
    {
        var episode = Some.Episode().Warned(1, Told, ActionVerb.None);

        Assert.Equal(new LadderStep.Wait(Due, "warning 2 of 3"), Step(episode, Some.Situation(), Due - Tick));
        Assert.Equal(new LadderStep.Warn(2, 3, IsLast: false, ArmsAction: true), Step(episode, Some.Situation(), Due));
    }

    [Fact]
    public void The_last_warning_says_so()
    {
        var episode = Some.Episode().Warned(2, Told, ActionVerb.None);

        Assert.Equal(new LadderStep.Warn(3, 3, IsLast: true, ArmsAction: true), Step(episode, Some.Situation(), Due));
    }

    [Fact]
    public void The_action_waits_for_the_full_distance_after_the_last_warning()
    {
        var episode = Some.Episode().Warned(3, Told);

        Assert.Equal(new LadderStep.Wait(Due, "action"), Step(episode, Some.Situation(), Due - Tick));
        Assert.Equal(new LadderStep.Due(), Step(episode, Some.Situation(), Due));
    }

    [Fact]
    public void Messages_that_do_not_count_lead_to_no_action()
    {
        var episode = Some.Episode() with { Told = 50, ToldAt = Told, AcceptedWarnings = 2 };

        Assert.IsType<LadderStep.Warn>(Step(episode, Some.Situation(), Due));
    }

    [Fact]
    public void A_last_warning_about_another_uid_is_given_again()
    {
        AssertWarnsAgain(Some.Episode().Warned(3, Told), Some.Situation() with { Uid = "uid-recreated" });
    }

    [Fact]
    public void A_last_warning_of_another_revision_is_given_again()
    {
        AssertWarnsAgain(Some.Episode().Warned(3, Told), Some.Situation() with { Revision = "rev-2" });
    }

    [Theory]
    [InlineData(nameof(ActionVerb.None))]
    [InlineData(nameof(ActionVerb.Delete))]
    public void A_last_warning_that_announced_something_else_is_given_again(string announced)
    {
        AssertWarnsAgain(Some.Episode().Warned(3, Told, Enum.Parse<ActionVerb>(announced)), Some.Situation());
    }

    [Fact]
    public void A_last_warning_from_before_the_latest_opening_is_given_again()
    {
        AssertWarnsAgain(Some.Episode().Warned(3, Told) with { OpenedAt = Told + Tick }, Some.Situation());
    }

    [Fact]
    public void A_last_warning_at_the_instant_of_the_opening_is_valid()
    {
        var episode = Some.Episode().Warned(3, Told) with { OpenedAt = Told };

        Assert.Equal(new LadderStep.Due(), Step(episode, Some.Situation(), Due));
    }

    [Fact]
    public void A_count_without_a_known_last_warning_leads_to_a_warning()
    {
        AssertWarnsAgain(Some.Episode() with { AcceptedWarnings = 3 }, Some.Situation());
    }

    [Fact]
    public void Fewer_warnings_in_the_settings_do_not_make_an_earlier_warning_the_last_one()
    {
        // two were given when three were due; now two are enough, but neither announced the action
        var ladder = new EscalationLadder(Some.Ladder with { Warnings = 2 });
        var episode = Some.Episode().Warned(2, Told, ActionVerb.None);

        Assert.Equal(new LadderStep.Warn(2, 2, IsLast: true, ArmsAction: true), ladder.StepDue(episode, Some.Situation(), Due));
    }

    [Fact]
    public void Safe_mode_warns_without_announcing_and_then_holds()
    {
        var situation = Some.Situation() with { Mode = Mode.Safe };

        Assert.Equal(new LadderStep.Warn(1, 3, IsLast: false, ArmsAction: false), Step(Some.Episode(), situation, Due));
        Assert.Equal(new LadderStep.Hold("every warning was given: mode safe never acts"), Step(Some.Episode().Warned(3, Told), situation, Due));
    }

    [Fact]
    public void Warnings_that_were_given_in_safe_mode_arm_nothing_when_the_mode_rises()
    {
        AssertWarnsAgain(Some.Episode().Warned(3, Told, ActionVerb.None), Some.Situation());
    }

    [Fact]
    public void A_policy_without_an_action_only_warns()
    {
        var ladder = new EscalationLadder(Some.Ladder with { Action = ActionVerb.None });

        Assert.Equal(
            new LadderStep.Hold("every warning was given: the policy only warns"),
            ladder.StepDue(Some.Episode().Warned(3, Told, ActionVerb.None), Some.Situation(), Due));
    }

    [Fact]
    public void What_is_protected_is_warned_and_never_acted_on()
    {
        var situation = Some.Situation() with { WarnOnlyBecause = "it carries `k8guard.io/protected`" };

        Assert.Equal(new LadderStep.Warn(1, 3, IsLast: false, ArmsAction: false), Step(Some.Episode(), situation, Due));
        Assert.Equal(
            new LadderStep.Hold("every warning was given: it carries `k8guard.io/protected`"),
            Step(Some.Episode().Warned(3, Told), situation, Due));
    }

    [Fact]
    public void An_owner_whose_word_does_not_count_is_told_as_often_as_warnings_are_set()
    {
        var situation = Some.Situation() with { OwnerCounts = false };
        var told = Some.Episode() with { Told = 2, ToldAt = Told };

        Assert.Equal(new LadderStep.Wait(Due, "warning 3 of 3"), Step(told, situation, Due - Tick));
        Assert.Equal(new LadderStep.Warn(3, 3, IsLast: true, ArmsAction: false), Step(told, situation, Due));
        Assert.IsType<LadderStep.Hold>(Step(told with { Told = 3 }, situation, Due - Tick));
        Assert.IsType<LadderStep.Hold>(Step(told with { Told = 3 }, situation, Due));
    }

    [Fact]
    public void A_counted_ladder_holds_when_the_owner_counts_no_more()
    {
        Assert.IsType<LadderStep.Hold>(Step(Some.Episode().Warned(3, Told), Some.Situation() with { OwnerCounts = false }, Due));
    }

    [Fact]
    public void After_the_second_revert_a_person_has_to_look()
    {
        var episode = Some.Episode().Warned(3, Told);

        Assert.Equal(new LadderStep.Due(), Step(episode with { Reverts = 1 }, Some.Situation(), Due));
        Assert.Equal(
            new LadderStep.Hold("every warning was given: the action was undone 2 times, so a person has to look"),
            Step(episode with { Reverts = 2 }, Some.Situation(), Due));
    }

    [Fact]
    public void After_the_second_revert_no_warning_announces_an_action_either()
    {
        var episode = Some.Episode().Warned(2, Told) with { Reverts = 2 };

        Assert.Equal(new LadderStep.Warn(3, 3, IsLast: true, ArmsAction: false), Step(episode, Some.Situation(), Due));
    }

    [Fact]
    public void The_action_waits_for_the_instant_that_was_announced()
    {
        var warned = Some.Episode().Warned(3, Told);
        var announced = warned with { LastWarning = warned.LastWarning! with { NotBefore = Due.AddHours(9) } };

        Assert.Equal(new LadderStep.Wait(Due.AddHours(9), "action"), Step(announced, Some.Situation(), Due));
        Assert.Equal(new LadderStep.Due(), Step(announced, Some.Situation(), Due.AddHours(9)));
    }

    [Fact]
    public void Who_created_the_object_anew_after_all_warnings_is_told_once_more_and_has_the_grace()
    {
        var warned = Some.Episode().Warned(3, Told);
        var announced = warned with { LastWarning = warned.LastWarning! with { NotBefore = Due } };
        var anew = Some.Situation() with { Uid = "uid-recreated" };

        Assert.Equal(Some.Ladder.Grace, Assert.IsType<LadderStep.Warn>(Step(announced, anew, Due)).ShortNotice);
        Assert.Null(Assert.IsType<LadderStep.Warn>(Step(announced, anew with { Recipient = "others" }, Due)).ShortNotice);
        Assert.Null(Assert.IsType<LadderStep.Warn>(Step(warned, anew, Due)).ShortNotice);
    }

    [Fact]
    public void Nothing_is_told_or_done_while_a_person_s_undo_holds()
    {
        var held = Some.Episode().Warned(3, Told) with { HeldUntil = Due.AddHours(1) };

        Assert.Equal(Due.AddHours(1), Assert.IsType<LadderStep.Wait>(Step(held, Some.Situation(), Due.AddHours(1) - Tick)).Until);
        Assert.Equal(new LadderStep.Due(), Step(held, Some.Situation(), Due.AddHours(1)));
    }

    [Fact]
    public void What_was_there_before_its_policy_is_told_only_as_the_settings_say_and_never_acted_on()
    {
        var baseline = Some.Episode() with { IsBaseline = true };
        var warns = Some.Situation() with { WarnsExistingFrom = DateTimeOffset.MinValue };

        Assert.IsType<LadderStep.Hold>(Step(baseline, Some.Situation(), Due));
        Assert.Equal(new LadderStep.Warn(1, 3, IsLast: false, ArmsAction: false), Step(baseline, warns, Due));
        Assert.Equal(new LadderStep.Wait(Due, "first warning"), Step(baseline, warns with { WarnsExistingFrom = Due }, Due - Tick));
        Assert.IsType<LadderStep.Hold>(Step(baseline.Warned(3, Told), warns, Due));
    }

    [Fact]
    public void What_is_exempt_is_neither_told_nor_acted_on()
    {
        var exemption = new Exemption(["*"], Scope.Everything, "agreed", "SEC-1", Due.AddDays(1), "f.yaml(1,1)");
        var exempt = Some.Situation() with { Exemption = exemption };

        Assert.Equal(new LadderStep.Hold("exempt until 2026-11-26 13:00 UTC: agreed (SEC-1)"), Step(Some.Episode().Warned(3, Told), exempt, Due));
        Assert.IsType<LadderStep.Hold>(Step(Some.Episode() with { State = EpisodeState.Exempt }, exempt, Due));
        Assert.IsType<LadderStep.Hold>(Step(Some.Episode() with { State = EpisodeState.Exempt }, Some.Situation(), Due));
    }

    [Fact]
    public void A_second_revert_is_told_once_and_then_left_to_people()
    {
        var reverted = Some.Episode().Warned(3, Told) with { Reverts = 2, OpenedAt = Told + Tick };

        Assert.Equal(new LadderStep.Warn(3, 3, IsLast: true, ArmsAction: false), Step(reverted, Some.Situation(), Due));
        Assert.IsType<LadderStep.Hold>(Step(reverted with { ToldAt = Due, Told = 4 }, Some.Situation(), Due + Some.Ladder.Every));
    }

    private static void AssertWarnsAgain(Episode episode, LadderSituation situation) =>
        Assert.Equal(new LadderStep.Warn(3, 3, IsLast: true, ArmsAction: true), Step(episode, situation, Due));

    private static LadderStep Step(Episode episode, LadderSituation situation, DateTimeOffset now) =>
        new EscalationLadder(Some.Ladder).StepDue(episode, situation, now);
}
