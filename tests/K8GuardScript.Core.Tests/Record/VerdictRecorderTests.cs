using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Record;

public sealed class VerdictRecorderTests
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(120);
    private static readonly DateTimeOffset Later = Some.Noon.AddHours(1);

    [Fact]
    public void A_new_finding_opens_an_episode()
    {
        var opened = Assert.Single(Changes([], Some.Verdict(Some.Finding())));

        Assert.Equal(Some.Episode() with { FirstSeen = Later, OpenedAt = Later }, opened);
    }

    [Fact]
    public void Nothing_changes_when_the_same_is_seen_again()
    {
        Assert.Empty(Changes([Some.Episode().Warned(2, Later)], Some.Verdict(Some.Finding())));
    }

    [Fact]
    public void A_new_uid_and_new_words_keep_the_count_and_the_opening()
    {
        var known = Some.Episode().Warned(2, Some.Noon);
        var verdict = Some.Verdict(Some.Finding(message: "image `bad/web:2` is bad")) with { Uid = "uid-2" };

        var changed = Assert.Single(Changes([known], verdict));

        Assert.Equal(known with { Uid = "uid-2", Message = "image `bad/web:2` is bad" }, changed);
    }

    [Fact]
    public void What_is_found_no_more_is_resolved_and_keeps_its_count()
    {
        var known = Some.Episode().Warned(2, Some.Noon);

        Assert.Equal(known with { State = EpisodeState.Resolved, ClosedAt = Later }, Assert.Single(Changes([known], Some.Verdict())));
    }

    [Fact]
    public void Of_two_findings_only_the_one_that_went_is_resolved()
    {
        var gone = Some.Episode("spec.template.spec.containers[name=side].image");

        var changed = Assert.Single(Changes([Some.Episode(), gone], Some.Verdict(Some.Finding())));

        Assert.Equal((gone.Key, EpisodeState.Resolved), (changed.Key, changed.State));
    }

    [Fact]
    public void An_incomplete_verdict_closes_nothing_and_opens_nothing()
    {
        Assert.Empty(Changes([Some.Episode()], Some.Verdict() with { Incomplete = true }));
        Assert.Empty(Changes([], Some.Verdict(Some.Finding()) with { Incomplete = true }));
    }

    [Fact]
    public void A_fault_changes_nothing()
    {
        var fault = Some.Verdict(Some.Finding("elsewhere")) with { Result = VerdictResult.Faulted, Fault = "it broke" };

        Assert.Empty(Changes([Some.Episode()], fault));
    }

    [Fact]
    public void A_policy_that_does_not_look_any_more_withdraws()
    {
        var changed = Assert.Single(Changes([Some.Episode()], Some.Verdict() with { Result = VerdictResult.NotConcerned }));

        Assert.Equal((EpisodeState.Withdrawn, (DateTimeOffset?)Later), (changed.State, changed.ClosedAt));
    }

    [Theory]
    [InlineData(nameof(EpisodeState.Resolved))]
    [InlineData(nameof(EpisodeState.Withdrawn))]
    public void What_comes_back_before_it_is_forgotten_keeps_its_count(string state)
    {
        var known = Some.Episode().Warned(2, Some.Noon) with { State = Enum.Parse<EpisodeState>(state), ClosedAt = Later - ForgetAfter };

        var changed = Assert.Single(Changes([known], Some.Verdict(Some.Finding())));

        Assert.Equal(EscalationRound.Disarm(known) with { State = EpisodeState.Open, OpenedAt = Later, ClosedAt = null }, changed);
    }

    // a clock that is two minutes off is put right without a word
    [Fact]
    public void What_was_announced_is_void_once_it_opens_anew_though_the_clock_was_set_back_since()
    {
        var known = Some.Episode().Warned(2, Later.AddMinutes(1)) with { State = EpisodeState.Resolved, ClosedAt = Later };

        var changed = Assert.Single(Changes([known], Some.Verdict(Some.Finding())));

        Assert.Equal((2, ActionVerb.None), (changed.AcceptedWarnings, changed.LastWarning!.AnnouncedAction));
    }

    [Fact]
    public void What_comes_back_after_it_is_forgotten_starts_over()
    {
        var known = Some.Episode().Warned(3, Some.Noon) with
        {
            State = EpisodeState.Resolved,
            ClosedAt = Later - ForgetAfter - TimeSpan.FromTicks(1),
            Reverts = 2,
            ActionId = "a-1",
        };

        var changed = Assert.Single(Changes([known], Some.Verdict(Some.Finding())));

        Assert.Equal(Some.Episode() with { FirstSeen = Later, OpenedAt = Later }, changed);
    }

    [Fact]
    public void What_is_contained_stays_so_while_the_object_does_nothing()
    {
        Assert.Empty(Changes([Contained()], Some.Verdict(Some.Finding()), dormant: true));
    }

    [Fact]
    public void What_is_contained_and_runs_again_is_a_revert()
    {
        var changed = Assert.Single(Changes([Contained()], Some.Verdict(Some.Finding())));

        Assert.Equal(
            EscalationRound.Disarm(Contained()) with { State = EpisodeState.Open, OpenedAt = Later, ClosedAt = null, ActionId = null, Reverts = 1 }, changed);
    }

    [Fact]
    public void What_is_contained_and_complies_is_resolved()
    {
        Assert.Equal(EpisodeState.Resolved, Assert.Single(Changes([Contained()], Some.Verdict(), dormant: true)).State);
    }

    [Fact]
    public void Two_findings_at_one_place_are_one_episode_that_says_both()
    {
        var verdict = Some.Verdict(Some.Finding(message: "one"), Some.Finding(message: "two"), Some.Finding(message: "two"));

        var opened = Assert.Single(Changes([], verdict));

        Assert.Equal("one; two", opened.Message);
    }

    [Fact]
    public void Findings_at_one_place_with_subjects_of_their_own_are_episodes_of_their_own()
    {
        var opened = Changes([], Some.Verdict(Some.Finding(subject: "quota"), Some.Finding(subject: "owner")));

        Assert.Equal(["quota", "owner"], opened.Select(episode => episode.Key.Place));
    }

    [Fact]
    public void An_object_that_is_gone_resolves_what_was_alive()
    {
        var closed = Some.Episode("closed") with { State = EpisodeState.Withdrawn };

        var changed = VerdictRecorder.ObjectGone([Some.Episode(), Contained(), closed], _ => false, Later);

        Assert.Equal([EpisodeState.Resolved, EpisodeState.Resolved], changed.Select(episode => episode.State));
    }

    [Fact]
    public void What_we_deleted_ourselves_is_not_resolved_when_it_is_gone()
    {
        Assert.Empty(VerdictRecorder.ObjectGone([Contained(), Some.Episode()], _ => true, Later));
        Assert.Single(VerdictRecorder.ObjectGone([Some.Episode()], _ => false, Later));
    }

    [Fact]
    public void A_policy_that_is_gone_withdraws_what_was_alive_and_resolves_nothing()
    {
        var resolved = Some.Episode("resolved") with { State = EpisodeState.Resolved };

        var changed = VerdictRecorder.PolicyGone([Some.Episode(), Contained(), resolved], Later);

        Assert.Equal([EpisodeState.Withdrawn, EpisodeState.Withdrawn], changed.Select(episode => episode.State));
    }

    [Fact]
    public void What_opens_at_an_object_from_before_the_policy_is_baseline_until_it_was_fixed_once()
    {
        var opened = Assert.Single(VerdictRecorder.Changes([], Some.Verdict(Some.Finding()), false, ForgetAfter, Later, isBaseline: true));
        Assert.True(opened.IsBaseline);

        var withdrawn = opened with { State = EpisodeState.Withdrawn, ClosedAt = Later };
        Assert.True(Assert.Single(Changes([withdrawn], Some.Verdict(Some.Finding()))).IsBaseline);
        var again = VerdictRecorder.Changes(
            [opened with { State = EpisodeState.Resolved, ClosedAt = Later }], Some.Verdict(Some.Finding()), false, ForgetAfter, Later, isBaseline: true);
        Assert.False(Assert.Single(again).IsBaseline);
    }

    [Fact]
    public void Reverts_are_counted_anew_once_it_was_fixed_and_not_because_its_policy_was_away()
    {
        var known = Some.Episode() with { Reverts = 2, RevertedBy = "Helm", ClosedAt = Later };

        var fixedOnce = Assert.Single(Changes([known with { State = EpisodeState.Resolved }], Some.Verdict(Some.Finding())));
        var away = Assert.Single(Changes([known with { State = EpisodeState.Withdrawn }], Some.Verdict(Some.Finding())));

        Assert.Equal((0, null, 2), (fixedOnce.Reverts, fixedOnce.RevertedBy, away.Reverts));
    }

    [Fact]
    public void What_is_exempt_stays_so_while_it_violates_and_is_resolved_and_withdrawn_like_the_rest()
    {
        var exempt = Some.Episode() with { State = EpisodeState.Exempt };

        Assert.Empty(Changes([exempt], Some.Verdict(Some.Finding())));
        Assert.Equal(EpisodeState.Resolved, Assert.Single(Changes([exempt], Some.Verdict())).State);
        Assert.Equal(EpisodeState.Withdrawn, Assert.Single(VerdictRecorder.PolicyGone([exempt], Later)).State);
        Assert.Equal(EpisodeState.Resolved, Assert.Single(VerdictRecorder.ObjectGone([exempt], _ => false, Later)).State);
    }

    [Fact]
    public void A_hold_outlasts_what_is_forgotten()
    {
        var held = Some.Episode() with { State = EpisodeState.Resolved, ClosedAt = Later - ForgetAfter - TimeSpan.FromTicks(1), HeldUntil = Later.AddDays(1) };

        Assert.Equal(Later.AddDays(1), Assert.Single(Changes([held], Some.Verdict(Some.Finding()))).HeldUntil);
    }

    private static Episode Contained() =>
        Some.Episode().Warned(3, Some.Noon) with { State = EpisodeState.Contained, ClosedAt = Some.Noon, ActionId = "a-1" };

    private static IReadOnlyList<Episode> Changes(IReadOnlyList<Episode> known, Verdict verdict, bool dormant = false) =>
        VerdictRecorder.Changes(known, verdict, dormant, ForgetAfter, Later);
}
