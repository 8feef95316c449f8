using Dapper;
using K8GuardScript.Core.Record;
using K8GuardScript.Storage;

namespace K8GuardScript.Tests.Storage;

/// <summary>Files of a ledger that are removed, moved or replaced while it is open: what is written then would be lost, so nothing is.</summary>
public sealed class LostLedgerTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteLedger store;
    private readonly Ledger ledger;

    public LostLedgerTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only there the system tells one file from another");
        store = SqliteLedger.Open(Data);
        ledger = new Ledger(store);
        Write("before");
    }

    private string Data => folder.At("data");

    private string LedgerFile => Path.Combine(Data, "ledger.db");

    public void Dispose()
    {
        store?.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_ledger_where_it_was_is_no_trouble()
    {
        ledger.Check();

        Assert.Null(ledger.Trouble);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("moved")]
    [InlineData("replaced")]
    [InlineData("overwritten")]
    [InlineData("folder moved")]
    [InlineData("folder replaced")]
    [InlineData("linked elsewhere")]
    public void One_that_was_taken_away_is_noticed_before_anything_is_written(string how)
    {
        TakeAway(how);

        ledger.Check();
        Assert.Contains($"`{LedgerFile}` was removed, moved or replaced", ledger.Trouble, StringComparison.Ordinal);
        Assert.Contains("put it back", ledger.Trouble, StringComparison.Ordinal);
        Assert.Throws<LedgerStoreException>(() => Write("after"));
        Assert.Equal(["before"], store.All().Select(episode => episode.Key.Object.Name));
        Assert.Equal(1, ledger.AliveCount);
    }

    [Fact]
    public void It_is_noticed_by_a_write_too_which_is_not_done()
    {
        TakeAway("removed");

        Assert.Throws<LedgerStoreException>(() => Write("after"));
        Assert.NotNull(ledger.Trouble);
        Assert.Throws<LedgerStoreException>(() => ledger.Forget(Some.Noon, ledger.NeededActions(), 100));
        Assert.Single(store.All());
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("folder moved")]
    public void Once_it_is_back_all_goes_on_and_the_next_start_finds_all_of_it(string how)
    {
        TakeAway(how);
        ledger.Check();
        ledger.TryAgain(Some.Noon);
        Assert.NotNull(ledger.Trouble);

        if (how == "moved") File.Move(LedgerFile + ".away", LedgerFile);
        else Directory.Move(Data + ".away", Data);
        ledger.TryAgain(Some.Noon);
        Assert.Null(ledger.Trouble);
        Write("after");

        store.Dispose();
        using var again = SqliteLedger.Open(Data);
        Assert.Empty(again.Notes);
        Assert.Equal(["after", "before"], again.All().Select(episode => episode.Key.Object.Name));
    }

    [Fact]
    public void What_lies_in_its_place_is_left_as_it_is_when_the_program_ends()
    {
        TakeAway("folder moved");
        using (var other = SqliteLedger.Open(Data))
        {
            other.Save(new LedgerChange { Episodes = [Some.Episode(name: "others")] });
            var journal = File.ReadAllBytes(LedgerFile + "-wal");

            store.Dispose();

            Assert.Equal(journal, File.ReadAllBytes(LedgerFile + "-wal"));
        }

        using (var moved = SqliteLedger.Open(Data + ".away"))
        {
            Assert.Empty(moved.Notes);
            Assert.Single(moved.All(), episode => episode.Key.Object.Name == "before");
        }
    }

    [Fact]
    public void A_ledger_that_was_removed_without_its_journal_is_told_of_by_the_next_start()
    {
        TakeAway("removed");
        store.Dispose();

        using var again = SqliteLedger.Open(Data);
        Assert.NotNull(new Ledger(again).SafeBecause);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_journal_that_was_taken_away_is_made_anew_and_nothing_is_lost(bool isReplaced)
    {
        File.Delete(LedgerFile + "-wal");
        if (isReplaced) File.WriteAllText(LedgerFile + "-wal", "something else");

        ledger.Check();
        Assert.Null(ledger.Trouble);
        Write("after");

        // what a kill leaves: the files as they are in that moment
        using var killed = new TempFolder();
        foreach (var name in (string[])["ledger.db", "ledger.db-wal"]) File.Copy(Path.Combine(Data, name), killed.At(name));
        using var again = SqliteLedger.Open(killed.Path);
        Assert.Empty(again.Notes);
        Assert.Equal(["after", "before"], again.All().Select(episode => episode.Key.Object.Name));
        Assert.Equal("wal", LedgerConnection.Of(store).ExecuteScalar<string>("PRAGMA journal_mode"));
    }

    private void Write(string name) => ledger.Commit(() => new LedgerChange { Episodes = [Some.Episode(name: name)] });

    private void TakeAway(string how)
    {
        switch (how)
        {
            case "removed":
                File.Delete(LedgerFile);
                break;
            case "moved":
                File.Move(LedgerFile, LedgerFile + ".away");
                break;
            case "replaced":
                File.Move(LedgerFile, LedgerFile + ".away");
                File.Copy(LedgerFile + ".away", LedgerFile);
                break;
            case "overwritten":
                File.WriteAllText(LedgerFile + ".other", "something else");
                File.Move(LedgerFile + ".other", LedgerFile, overwrite: true);
                break;
            case "folder moved":
                Directory.Move(Data, Data + ".away");
                break;
            case "folder replaced":
                Directory.Move(Data, Data + ".away");
                SqliteLedger.Open(Data).Dispose();
                break;
            default:
                Directory.Move(Data, Data + ".away");
                Directory.CreateDirectory(Data + ".other");
                Directory.CreateSymbolicLink(Data, Data + ".other");
                break;
        }
    }
}
