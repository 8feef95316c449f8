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
        Assert.Single(ledger.On("image-repo", Some.Web));
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
        Assert.Equal([Some.Episode()], ledger.On("image-repo", Some.Web));
        Assert.Equal([Some.Episode(), other], ledger.On(Some.Web));
        Assert.Empty(ledger.On("image-repo", Some.Web with { Namespace = "x" }));
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
    public void Only_the_delete_that_contains_an_episode_makes_its_object_ours()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        ledger.Commit(() => new LedgerChange
        {
            Actions = [Some.Action(id: "stopped"), Some.Action(verb: ActionVerb.Delete, id: "deleted")],
        });

        Assert.True(ledger.WasDeletedByUs(Some.Episode() with { ActionId = "deleted" }));
        Assert.False(ledger.WasDeletedByUs(Some.Episode() with { ActionId = "stopped" }));
        Assert.False(ledger.WasDeletedByUs(Some.Episode() with { ActionId = "unknown" }));
        Assert.False(ledger.WasDeletedByUs(Some.Episode()));
    }
}
