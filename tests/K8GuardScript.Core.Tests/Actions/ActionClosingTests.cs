using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Actions;

public sealed class ActionClosingTests
{
    private static readonly Episode Own = Some.Episode();
    private static readonly Episode Other = Some.Episode(policy: "other");
    private static readonly Episode Below = Some.Episode() with { Key = Own.Key with { Child = "Pod" } };
    private static readonly Episode Elsewhere = Some.Episode() with { Key = Own.Key with { Source = new Core.Cluster.ObjectKey("", "Namespace", "", "shop") } };

    [Fact]
    public void One_action_contains_all_that_is_wrong_with_its_object_itself()
    {
        Assert.Equal([Own.Key, Other.Key], Contained(Some.Action()));
    }

    [Fact]
    public void A_mark_answers_its_own_violation_alone()
    {
        Assert.Equal([Own.Key], Contained(Some.Action(verb: ActionVerb.Label)));
        Assert.Equal([Own.Key], Contained(Some.Action(verb: ActionVerb.Annotate)));
    }

    [Fact]
    public void What_a_schedule_does_and_what_is_part_of_an_action_answer_no_violation()
    {
        Assert.Empty(Contained(Some.Action() with { Cause = ActionCause.Schedule, Episode = null }));
        Assert.Empty(Contained(Some.Action() with { PartOf = "a-0" }));
    }

    [Fact]
    public void An_episode_whose_policy_went_meanwhile_remembers_its_own_action()
    {
        Episode[] away = [Own with { State = EpisodeState.Withdrawn }, Other with { State = EpisodeState.Withdrawn }];

        var changed = Assert.Single(ActionClosing.Done(Some.Action(), away, Some.Noon).Episodes);

        Assert.Equal((Own.Key, EpisodeState.Withdrawn, "a-1"), (changed.Key, changed.State, changed.ActionId));
    }

    private static IEnumerable<EpisodeKey> Contained(ActionRecord action) =>
        ActionClosing.Done(action, [Own, Other, Below, Elsewhere], Some.Noon).Episodes
            .Where(episode => episode.State == EpisodeState.Contained).Select(episode => episode.Key);
}
