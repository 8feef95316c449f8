using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Record;

public sealed class ActionBookTests
{
    private readonly ActionBook book = new(most: 3);

    [Fact]
    public void It_holds_the_latest_and_what_is_not_settled()
    {
        book.Put(At(0, ActionState.Unknown));
        for (var i = 1; i <= 5; i++) book.Put(At(i));

        Assert.Equal(["5", "4", "0"], book.NewestFirst().Select(action => action.Id));
        Assert.Equal(["0"], book.Unsettled().Select(action => action.Id));
        Assert.True(book.IsFull);
        Assert.Null(book.Find("1"));
        Assert.Equal(["0", "4", "5"], book.On(Some.Action().Target).Select(action => action.Id).Order(StringComparer.Ordinal));

        book.Put(At(0));
        Assert.Empty(book.Unsettled());
    }

    [Fact]
    public void What_it_lets_go_of_it_still_knows_to_have_deleted()
    {
        var deletion = At(0) with { Verb = ActionVerb.Delete };
        book.Put(deletion);
        for (var i = 1; i <= 5; i++) book.Put(At(i));
        Assert.Null(book.Find("0"));
        Assert.True(book.HasDeleted(deletion.Target, deletion.Uid));

        book.Forget(deletion);
        Assert.False(book.HasDeleted(deletion.Target, deletion.Uid));
    }

    [Fact]
    public void After_an_instant_come_those_that_were_decided_later_newest_first()
    {
        for (var i = 1; i <= 3; i++) book.Put(At(i));

        Assert.Equal(["3", "2"], book.After(Some.Noon.AddMinutes(1)).Select(action => action.Id));
    }

    [Fact]
    public void An_action_is_found_by_its_id_its_object_and_what_took_it_back()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        var refused = At(2, ActionState.Refused) with { Cause = ActionCause.Undo, Undoes = "1" };
        ledger.Commit(() => new LedgerChange { Actions = [At(1), refused] });
        Assert.Equal("1", ledger.FindAction("1")?.Id);
        Assert.Null(ledger.FindAction("9"));
        Assert.Null(ledger.UndoOf("1"));

        ledger.Commit(() => new LedgerChange { Actions = [refused with { Id = "3", State = ActionState.Done, IntendedAt = Some.Noon.AddMinutes(3) }] });

        Assert.Equal("3", ledger.UndoOf("1")?.Id);
        Assert.Equal(["3", "2", "1"], ledger.ActionsOn(Some.Action().Target).Select(action => action.Id));
    }

    private static ActionRecord At(int minute, ActionState state = ActionState.Done) =>
        Some.Action() with { Id = $"{minute}", State = state, IntendedAt = Some.Noon.AddMinutes(minute) };
}
