using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Record;

public sealed class LedgerTests
{
    [Fact]
    public void What_the_store_refused_did_not_happen()
    {
        var ledger = new Ledger(new ThrowingLedgerStore(Some.Episode()));

        Assert.Throws<IOException>(() => ledger.Commit(() => new LedgerChange
        {
            Episodes = [Some.Episode().Warned(3, Some.Noon), Some.Episode("new")],
            Actions = [Some.Action()],
        }));

        Assert.Equal(Some.Episode(), Assert.Single(ledger.Episodes()));
        Assert.Single(ledger.FoundAt("image-repo", Some.Web));
        Assert.Empty(ledger.Actions());
    }

    [Fact]
    public void What_was_written_is_read_back_by_every_way()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        var other = Some.Episode(policy: "other");
        var elsewhere = Some.Episode() with { Key = Some.Episode().Key with { Object = Some.Web with { Name = "api" } } };
        ledger.Commit(() => new LedgerChange { Episodes = [Some.Episode(), other, elsewhere] });

        Assert.Equal(3, ledger.Episodes().Count);
        Assert.Equal(other, ledger.Find(other.Key));
        Assert.Equal([Some.Episode()], ledger.FoundAt("image-repo", Some.Web));
        Assert.Equal([Some.Episode(), other], ledger.On(Some.Web));
        Assert.Empty(ledger.FoundAt("image-repo", Some.Web with { Namespace = "x" }));
    }

    [Fact]
    public void A_restart_knows_what_was_known()
    {
        var store = new MemoryLedgerStore();
        new Ledger(store).Commit(() => new LedgerChange { Episodes = [Some.Episode()], Actions = [Some.Action()] });

        var restarted = new Ledger(store);

        Assert.Equal([Some.Episode()], restarted.On(Some.Web));
        Assert.Equal("a-1", Assert.Single(restarted.Actions()).Id);
    }

    [Fact]
    public void A_change_that_changes_nothing_is_not_written()
    {
        var store = new MemoryLedgerStore();
        new Ledger(store).Commit(() => new LedgerChange());

        Assert.Empty(store.Saved);
    }

    [Fact]
    public void Actions_come_newest_first_and_each_once()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(), Some.Action(id: "a-2") with { IntendedAt = Some.Noon.AddMinutes(1) }] });
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(ActionState.Done)] });

        Assert.Equal([("a-2", ActionState.Intended), ("a-1", ActionState.Done)], ledger.Actions().Select(action => (action.Id, action.State)));
    }

    [Fact]
    public void Only_a_delete_for_this_very_object_that_was_not_refused_makes_its_end_ours()
    {
        Assert.True(WithDelete(ActionState.Done).WasDeletedByUs(Some.Episode()));
        Assert.False(WithDelete(ActionState.Refused).WasDeletedByUs(Some.Episode()));
        Assert.False(WithDelete(ActionState.Done).WasDeletedByUs(Some.Episode() with { Uid = "another" }));
        Assert.True(WithDelete(ActionState.Done).WasDeletedByUs(Some.Episode(place: "elsewhere", policy: "other")));
        Assert.False(new Ledger(new MemoryLedgerStore()).WasDeletedByUs(Some.Episode()));
    }

    [Theory]
    [InlineData("Intended")]
    [InlineData("Unknown")]
    public void The_watch_may_tell_of_our_delete_before_its_outcome_is_written_down(string state)
    {
        Assert.True(WithDelete(Enum.Parse<ActionState>(state)).WasDeletedByUs(Some.Episode()));
    }

    [Fact]
    public void What_we_deleted_is_contained_and_violates_no_more()
    {
        var contained = Some.Episode() with { State = EpisodeState.Contained };

        Assert.False(WithDelete(ActionState.Done).Violates(contained));
        Assert.True(new Ledger(new MemoryLedgerStore()).Violates(contained));
        Assert.True(new Ledger(new MemoryLedgerStore()).Violates(Some.Episode()));
        Assert.False(new Ledger(new MemoryLedgerStore()).Violates(Some.Episode() with { State = EpisodeState.Resolved }));
    }

    private static Ledger WithDelete(ActionState state)
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(verb: ActionVerb.Delete) with { State = state }] });
        return ledger;
    }
}
