using Dapper;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;
using K8GuardScript.Storage;

namespace K8GuardScript.Tests.Storage;

/// <summary>A disk that takes no more: what is not written is not counted, and all goes on once there is room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Wherever_the_disk_is_full_memory_is_what_the_disk_has_and_it_goes_on_by_itself_when_there_is_room()
    {
        var failures = 0;
        using (var store = SqliteLedger.Open(folder.Path))
        {
            var ledger = new Ledger(store);
            foreach (var change in LedgerHistory.Changes(60))
            {
                // room for one more page at most: a real SQLITE_FULL in the middle of the larger ones
                var connection = LedgerConnection.Of(store);
                var pages = connection.ExecuteScalar<long>("PRAGMA page_count");
                connection.Execute($"PRAGMA max_page_count = {pages}");
                var before = LedgerHistory.Remembered(ledger);
                try
                {
                    ledger.Commit(() => change);
                    Assert.Null(ledger.Trouble);
                }
                catch (LedgerStoreException full)
                {
                    failures++;
                    Assert.Contains("the disk is full: make room", full.Message, StringComparison.Ordinal);
                    Assert.Equal(full.Message, ledger.Trouble);
                    Assert.Equal(before, LedgerHistory.Remembered(ledger));
                }

                Assert.Equal(LedgerHistory.Remembered(new Ledger(store)), LedgerHistory.Remembered(ledger));
                connection.Execute("PRAGMA max_page_count = 100000");
                ledger.TryAgain(Some.Noon);
                Assert.Null(ledger.Trouble);
            }
        }

        Assert.InRange(failures, 3, 60);
    }

    [Fact]
    public void Whichever_write_breaks_off_memory_and_the_reopened_file_have_all_before_it_and_nothing_of_it()
    {
        var changes = LedgerHistory.Changes(25).ToList();
        for (var broken = 0; broken < changes.Count; broken++)
        {
            using var place = new TempFolder();
            var breaking = new BreakingAt(broken + 1);
            string remembered;
            using (var store = SqliteLedger.Open(place.Path, faults: breaking))
            {
                var ledger = new Ledger(store);
                for (var i = 0; i < changes.Count; i++)
                {
                    var change = changes[i];
                    if (i == broken) Assert.Throws<IOException>(() => ledger.Commit(() => change));
                    else ledger.Commit(() => change);
                    Assert.Equal(i == broken, ledger.Trouble is not null);
                }

                remembered = LedgerHistory.Remembered(ledger);
            }

            using var again = SqliteLedger.Open(place.Path);
            Assert.Equal(remembered, LedgerHistory.Remembered(new Ledger(again)));
        }
    }

    [Fact]
    public void A_ledger_that_can_not_be_closed_for_lack_of_room_loses_nothing()
    {
        using (var store = SqliteLedger.Open(folder.Path))
        {
            store.Save(new LedgerChange { Episodes = [Some.Episode()] });
            LedgerConnection.Of(store).Execute("PRAGMA query_only = ON");
        }

        using var again = SqliteLedger.Open(folder.Path);
        Assert.Empty(again.Notes);
        Assert.Single(again.All());
    }

    /// <summary>Breaks off the n-th transaction.</summary>
    private sealed class BreakingAt(int nth) : IFaultPoints
    {
        private int left = nth;

        public void Reach(FaultPoint point)
        {
            if (point == FaultPoint.InTransaction && --left == 0) throw new IOException("input/output error");
        }
    }
}
