using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Schedules;

namespace K8GuardScript.Core.Tests.Schedules;

public sealed class UndoTargetsTests
{
    private const string Night = "sleep/night@2026-11-23T20:00Z";

    [Fact]
    public void What_the_run_did_and_what_may_have_been_done_is_brought_back()
    {
        Assert.Equal(["done", "open"], Targets(Stopped("done"), Stopped("open") with { State = ActionState.Unknown }));
    }

    [Fact]
    public void What_was_refused_and_what_goes_back_with_its_whole_is_not()
    {
        Assert.Empty(Targets(Stopped("refused") with { State = ActionState.Refused }, Stopped("part") with { PartOf = "done" }));
    }

    [Fact]
    public void Of_an_earlier_run_only_what_this_one_found_still_standing_is()
    {
        Assert.Equal(["kept"], Targets(Earlier("kept"), Earlier("other")));
    }

    [Fact]
    public void What_was_brought_back_already_is_not_and_a_refused_undo_brought_nothing_back()
    {
        Assert.Equal(["tried"], Targets(Stopped("back"), Undo("back", ActionState.Done), Stopped("tried"), Undo("tried", ActionState.Refused)));
    }

    [Fact]
    public void What_warnings_led_to_is_never_brought_back_by_a_schedule()
    {
        Assert.Empty(Targets(Stopped("kept") with { Cause = ActionCause.Ladder }));
    }

    private static IEnumerable<string> Targets(params ActionRecord[] actions) =>
        UndoTargets.Of(actions, Night, new HashSet<string> { "kept" }).Select(action => action.Id);

    private static ActionRecord Stopped(string id) => Some.Action(ActionState.Done, id: id) with { Cause = ActionCause.Schedule, Run = Night, Episode = null };

    private static ActionRecord Earlier(string id) => Stopped(id) with { Run = "sleep/night@2026-11-22T20:00Z" };

    private static ActionRecord Undo(string of, ActionState state) =>
        Some.Action(state, id: $"undo-{of}") with { Cause = ActionCause.Undo, Undoes = of, Episode = null };
}
