using Dapper;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Storage;
using K8GuardScript.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Tests.Storage;

/// <summary>A ledger's file gets smaller again once what filled it is forgotten.</summary>
public sealed class FreePagesTests : IDisposable
{
    private static readonly DateTimeOffset Long = Some.Noon.AddDays(-500);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private long Size => new FileInfo(folder.At("ledger.db")).Length;

    [Fact]
    public void What_was_forgotten_is_given_back_little_by_little_while_the_program_runs()
    {
        using var store = SqliteLedger.Open(folder.Path);
        Fill(store);
        var ledger = new Ledger(store);
        var connection = LedgerConnection.Of(store);
        connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        var full = Size;
        var upkeep = new LedgerUpkeep(ledger, Some.KillSwitch(ledger), new Rulebook(), new ManualClock(), NullLogger<LedgerUpkeep>.Instance);

        var steps = new List<long>();
        for (var look = 0; look < 40; look++)
        {
            upkeep.Look();
            steps.Add(connection.ExecuteScalar<long>("PRAGMA page_count"));
        }

        connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        Assert.InRange(Size, 1, full / 3);
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.InRange(pair.First - pair.Second, 0, 510));
        Assert.Null(ledger.Trouble);
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA quick_check"));
        Assert.Equal(LedgerHistory.Remembered(new Ledger(store)), LedgerHistory.Remembered(ledger));
        Assert.Single(ledger.Actions());
    }

    [Fact]
    public void A_file_of_before_that_gives_nothing_back_is_packed_by_the_next_start_once_most_of_it_is_free()
    {
        string held;
        using (var store = SqliteLedger.Open(folder.Path))
        {
            LedgerConnection.Of(store).Execute("PRAGMA locking_mode=NORMAL; PRAGMA auto_vacuum=NONE; VACUUM");
            Fill(store);
            var ledger = new Ledger(store);
            while (ledger.Forget(Some.Noon.AddDays(-400), ledger.NeededActions(), 1_000) > 0)
            {
            }

            Assert.False(ledger.GiveBack(500));
            held = LedgerHistory.Read(store);
        }

        var full = Size;
        using (var again = SqliteLedger.Open(folder.Path)) Assert.Equal(held, LedgerHistory.Read(again));
        Assert.InRange(Size, 1, full / 3);
        using (var third = SqliteLedger.Open(folder.Path)) Assert.Equal(2, LedgerConnection.Of(third).ExecuteScalar<int>("PRAGMA auto_vacuum"));
    }

    private static void Fill(SqliteLedger store)
    {
        var filling = new string('x', 20_000);
        store.Save(new LedgerChange
        {
            Actions =
            [
                .. Enumerable.Range(0, 900).Select(i => Some.Action(Some.Episode(), $"gone-{i}") with
                {
                    State = ActionState.Done, IntendedAt = Long, FinishedAt = Long, Manifest = filling,
                }),
                Some.Action(Some.Episode(), "young") with { State = ActionState.Done, IntendedAt = Some.Noon, FinishedAt = Some.Noon },
            ],
        });
    }
}
