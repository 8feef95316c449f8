using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class UndoHoldRailTests
{
    private readonly Ledger ledger = new(new MemoryLedgerStore());
    private readonly UndoHoldRail rail;

    public UndoHoldRailTests() => rail = new UndoHoldRail(ledger);

    [Theory]
    [InlineData(0)]
    [InlineData(5.5)]
    [InlineData(6)]
    public void Whatever_policy_asks_an_object_that_a_person_took_back_is_left_alone_until_the_hold_ends(double hours)
    {
        Undone("u-1", hoursAgo: hours);

        var answer = Ask(policy: "another");

        Assert.Equal((hours >= 6, false), (answer.Allows, answer.Bars));
        if (!answer.Allows) Assert.Equal(Some.Noon.AddHours(6 - hours), answer.Until);
    }

    [Fact]
    public void A_schedule_is_held_as_warnings_are_and_another_undo_is_not()
    {
        Assert.True(rail.Binds(ActionCause.Ladder));
        Assert.True(rail.Binds(ActionCause.Schedule));
        Assert.False(rail.Binds(ActionCause.Undo));
    }

    [Fact]
    public void Who_undid_it_is_named()
    {
        Undone("u-1", hoursAgo: 2);

        Assert.Equal("undo-hold: ada undid an action, so nothing is done until Tue 24 Nov 16:00 UTC", Ask().ToString());
    }

    [Fact]
    public void The_latest_of_several_counts_by_when_it_was_known_to_be_done()
    {
        Undone("u-1", hoursAgo: 7);
        Undone("u-2", hoursAgo: 8, minutesUntilKnown: 180);
        Undone("u-3", hoursAgo: 6.5);

        Assert.Equal(Some.Noon.AddHours(1), Ask().Until);
    }

    [Theory]
    [InlineData(ActionState.Unknown)]
    [InlineData(ActionState.Intended)]
    internal void An_undo_that_may_have_been_made_holds_until_it_is_known(ActionState state)
    {
        Undone("u-1", hoursAgo: 30, state: state);

        var answer = Ask();

        Assert.False(answer.Allows);
        Assert.Null(answer.Until);
    }

    [Fact]
    public void What_the_guard_took_back_by_itself_what_was_refused_and_what_was_done_hold_nothing()
    {
        Undone("u-1", hoursAgo: 1, by: ActionRecord.Guard);
        Undone("u-2", hoursAgo: 1, state: ActionState.Refused);
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(ActionState.Done, id: "a-9") with { By = "ada" }] });

        Assert.True(Ask().Allows);
    }

    [Fact]
    public void Other_objects_are_not_held_and_without_a_hold_nothing_is()
    {
        Undone("u-1", hoursAgo: 1);

        Assert.True(rail.Ask(Question(TimeSpan.FromHours(6)) with { Target = Some.Web with { Name = "api" } }).Allows);
        Assert.True(rail.Ask(Question(TimeSpan.Zero)).Allows);
    }

    private void Undone(
        string id, double hoursAgo, ActionState state = ActionState.Done, string by = "ada", int minutesUntilKnown = 0)
    {
        var at = Some.Noon.AddHours(-hoursAgo);
        var undo = Some.Action(state, id: id) with
        {
            Cause = ActionCause.Undo,
            Undoes = "a-1",
            By = by,
            IntendedAt = at,
            FinishedAt = state is ActionState.Done or ActionState.Refused ? at.AddMinutes(minutesUntilKnown) : null,
        };
        ledger.Commit(() => new LedgerChange { Actions = [undo] });
    }

    private RailAnswer Ask(string policy = "image-repo") => rail.Ask(Question(TimeSpan.FromHours(6)) with { Policy = Some.Policy(policy) });

    private static RailQuestion Question(TimeSpan hold) => Some.Question(actions: new ActionSettings { UndoHold = hold });
}
