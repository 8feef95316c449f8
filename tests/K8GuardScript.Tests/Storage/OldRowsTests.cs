using Dapper;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Storage;
using K8GuardScript.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Tests.Storage;

/// <summary>What the ledger forgets, and what never.</summary>
public sealed class OldRowsTests : IDisposable
{
    private static readonly DateTimeOffset Long = Some.Noon.AddDays(-500);
    private readonly TempFolder folder = new();
    private readonly SqliteLedger store;
    private readonly Ledger ledger;

    public OldRowsTests()
    {
        store = SqliteLedger.Open(folder.Path);
        ledger = new Ledger(store);
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Closed_violations_go_with_their_count_once_they_are_old_and_live_ones_stay()
    {
        var old = Some.Episode(name: "old") with { State = EpisodeState.Resolved, ClosedAt = Long };
        var held = Some.Episode(name: "held") with { State = EpisodeState.Resolved, ClosedAt = Long, HeldUntil = Some.Noon };
        var young = Some.Episode(name: "young") with { State = EpisodeState.Withdrawn, ClosedAt = Some.Noon };
        var contained = Some.Episode(name: "contained") with { State = EpisodeState.Contained, ClosedAt = Long };
        Write(new LedgerChange { Episodes = [old, held, young, contained, Some.Episode(name: "open") with { OpenedAt = Long }] });

        Assert.Equal(1, Forget());

        Assert.Equal(["contained", "held", "open", "young"], store.All().Select(episode => episode.Key.Object.Name));
        Assert.Null(ledger.Find(old.Key));
        Assert.Equal(1, ledger.CountStates().Where(count => count.State == EpisodeState.Resolved).Sum(count => count.Count));
        Assert.Equal(LedgerHistory.Remembered(new Ledger(store)), LedgerHistory.Remembered(ledger));
    }

    [Fact]
    public void Actions_stay_that_something_rests_on_that_are_not_settled_or_that_a_schedule_did_last()
    {
        var contained = Some.Episode(name: "contained") with { State = EpisodeState.Contained, ClosedAt = Long, ActionId = "needed" };
        Write(new LedgerChange
        {
            Episodes = [contained],
            Actions =
            [
                Action("gone", Long), Action("gone-too", Long) with { State = ActionState.Refused }, Action("needed", Long), Action("young", Some.Noon),
                Action("unknown", Long) with { State = ActionState.Unknown },
                Action("run-1", Long) with { Run = "1", Episode = null }, Action("run-2", Long) with { Run = "2", Episode = null },
                Action("run-3", Long.AddDays(1)) with { Run = "3", Episode = null },
            ],
            Facts = [new StoredFact("schedule/image-repo/nights", "{\"last\":\"2\"}")],
        });

        Forget();

        Assert.Equal(["needed", "run-2", "run-3", "unknown", "young"], ledger.Actions().Select(action => action.Id).Order(StringComparer.Ordinal));
        Assert.Equal(LedgerHistory.Remembered(new Ledger(store)), LedgerHistory.Remembered(ledger));
    }

    [Fact]
    public void A_deletion_that_is_forgotten_is_no_reason_any_more_to_take_an_object_for_deleted()
    {
        Write(new LedgerChange { Actions = [Action("gone", Long) with { Verb = ActionVerb.Delete }] });
        Assert.True(ledger.WasDeletedByUs(Some.Episode()));

        Forget();

        Assert.False(ledger.WasDeletedByUs(Some.Episode()));
    }

    [Fact]
    public void Warnings_go_once_they_are_old()
    {
        var given = new GivenWarning(Some.Episode().Key, Long, "mail", true, 1, ActionVerb.None);
        Write(new LedgerChange { Warnings = [given, given with { At = Some.Noon }] });

        Assert.Equal(1, Forget());

        Assert.Equal(1, LedgerConnection.Of(store).ExecuteScalar<int>("SELECT count(*) FROM warning"));
    }

    [Fact]
    public void Very_much_goes_little_by_little_and_an_hour_later_again()
    {
        var clock = new ManualClock();
        var upkeep = new LedgerUpkeep(ledger, Some.KillSwitch(ledger), new Rulebook(), clock, NullLogger<LedgerUpkeep>.Instance);
        Write(new LedgerChange { Actions = [.. Enumerable.Range(0, 250).Select(i => Action($"gone-{i}", Long))] });

        Assert.Equal([150, 50, 0, 0], Looks());
        Write(new LedgerChange { Actions = [Action("later", Long)] });
        Assert.Equal([1], Looks(1));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([0], Looks(1));

        IEnumerable<int> Looks(int times = 4) => Enumerable.Range(0, times).Select(_ =>
        {
            upkeep.Look();
            return store.Actions().Count;
        }).ToList();
    }

    [Fact]
    public void While_the_disk_is_full_it_is_tried_now_and_then_whether_it_still_is()
    {
        var clock = new ManualClock();
        var upkeep = new LedgerUpkeep(ledger, Some.KillSwitch(ledger), new Rulebook(), clock, NullLogger<LedgerUpkeep>.Instance);
        LedgerConnection.Of(store).Execute("PRAGMA query_only = ON");
        Assert.Throws<LedgerStoreException>(() => ledger.Commit(() => new LedgerChange { Episodes = [Some.Episode()] }));
        upkeep.Look();
        Assert.NotNull(ledger.Trouble);
        LedgerConnection.Of(store).Execute("PRAGMA query_only = OFF");

        upkeep.Look();
        Assert.NotNull(ledger.Trouble);
        clock.Advance(TimeSpan.FromSeconds(5));
        upkeep.Look();
        Assert.Null(ledger.Trouble);
    }

    private int Forget() => ledger.Forget(Some.Noon.AddDays(-400), ledger.NeededActions(), 100);

    private void Write(LedgerChange change) => ledger.Commit(() => change);

    private static ActionRecord Action(string id, DateTimeOffset at) =>
        Some.Action(Some.Episode(), id) with { State = ActionState.Done, IntendedAt = at, FinishedAt = at };
}
