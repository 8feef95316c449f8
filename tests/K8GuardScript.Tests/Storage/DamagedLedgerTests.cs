using Dapper;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Storage;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Tests.Storage;

/// <summary>A ledger that is not what was written: it is set aside, and an empty one begun that says so.</summary>
public sealed class DamagedLedgerTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string written;

    public DamagedLedgerTests() => written = LedgerHistory.Write(folder.Path, 40);

    public void Dispose() => folder.Dispose();

    private string LedgerFile => folder.At("ledger.db");

    [Fact]
    public void A_ledger_full_of_nonsense_is_set_aside_as_it_is_and_the_guard_only_warns_until_a_person_resumes()
    {
        var bytes = File.ReadAllBytes(LedgerFile);
        Array.Fill(bytes, (byte)0xA5, 4096, bytes.Length - 4096);
        File.WriteAllBytes(LedgerFile, bytes);

        using (var store = SqliteLedger.Open(folder.Path))
        {
            var ledger = new Ledger(store);
            Assert.Contains("set aside", Assert.Single(store.Notes), StringComparison.Ordinal);
            Assert.Contains("set aside", ledger.SafeBecause, StringComparison.Ordinal);
            Assert.Equal((0, 0), (ledger.AliveCount, ledger.Actions().Count));
        }

        Assert.Equal(bytes, File.ReadAllBytes(Assert.Single(Aside())));
        using var later = SqliteLedger.Open(folder.Path);
        var again = new Ledger(later);
        Assert.Empty(later.Notes);
        Assert.NotNull(again.SafeBecause);
        new KillSwitch(again, new SettablePauseFile(), TimeProvider.System).Resume("ada");
        Assert.Null(again.SafeBecause);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(4096)]
    [InlineData(20_000)]
    public void A_ledger_that_was_cut_off_is_set_aside(int length)
    {
        using (var file = File.OpenWrite(LedgerFile)) file.SetLength(length);

        SetAside();
    }

    [Fact]
    public void A_file_that_is_no_database_is_set_aside_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("notes of somebody\n", 500));
        File.WriteAllText(LedgerFile, text);

        SetAside();
        Assert.Equal(text, File.ReadAllText(Assert.Single(Aside())));
    }

    [Fact]
    public void A_count_in_which_a_bit_flipped_is_found_though_SQLite_is_content()
    {
        Direct("UPDATE episode SET accepted_warnings = 3 WHERE name = 'many-0-0'");

        SetAside("a row of `episode` is not as it was written");
    }

    [Theory]
    [InlineData("UPDATE action SET state = 'done' WHERE state = 'intended'")]
    [InlineData("UPDATE action SET manifest = '{}'")]
    [InlineData("UPDATE outbox SET payload = '{}'")]
    [InlineData("UPDATE fact SET key = 'policy/other' WHERE key LIKE 'policy/%'")]
    [InlineData("UPDATE warning SET counts = 0")]
    public void A_row_of_any_table_that_is_not_as_it_was_written_is_found(string damage)
    {
        Direct(damage);

        SetAside("is not as it was written");
    }

    [Fact]
    public void A_version_in_which_a_bit_flipped_is_damage_and_no_newer_program()
    {
        Direct($"PRAGMA user_version = {LedgerSchema.Migrations.Count + 64}");

        SetAside("its tables are not those of version");
    }

    [Fact]
    public void A_journal_that_is_gone_is_found_for_what_was_written_last_was_in_it()
    {
        Crash(() => File.Delete(folder.At("ledger.db-wal")));

        SetAside("its journal is gone");
    }

    [Fact]
    public void A_journal_without_its_database_is_set_aside()
    {
        Crash(() => File.Delete(LedgerFile));

        SetAside("the database is gone");
    }

    [Fact]
    public void A_journal_that_is_damaged_before_its_last_transaction_is_found()
    {
        Crash(() => Flip(folder.At("ledger.db-wal"), 32 + 24 + 100));

        SetAside("its journal is damaged");
    }

    [Fact]
    public void A_last_transaction_that_was_cut_off_is_as_if_it_had_never_begun()
    {
        var files = folder.At("ledger.db-wal");
        Crash(() =>
        {
            using var journal = File.OpenWrite(files);
            journal.SetLength(journal.Length - 10);
        });

        using var store = SqliteLedger.Open(folder.Path);
        Assert.Empty(store.Notes);
        Assert.Null(store.Find(Some.Episode(name: "crash-9").Key));
        Assert.NotNull(store.Find(Some.Episode(name: "crash-8").Key));
    }

    [Fact]
    public void A_guard_that_was_killed_finds_all_that_it_wrote()
    {
        Crash(() => { });

        using var store = SqliteLedger.Open(folder.Path);
        Assert.Empty(store.Notes);
        Assert.NotNull(store.Find(Some.Episode(name: "crash-9").Key));
    }

    [Fact]
    public void A_kill_between_setting_aside_and_the_new_ledger_still_leaves_the_guard_in_safe_mode()
    {
        File.WriteAllText(LedgerFile, "x");
        using (SqliteLedger.Open(folder.Path))
        {
        }

        // as if it had ended before the new one took its place
        File.Move(LedgerFile, folder.At("ledger.db.new"));

        using var store = SqliteLedger.Open(folder.Path);
        Assert.NotNull(new Ledger(store).SafeBecause);
    }

    [Fact]
    public void A_first_start_that_was_killed_starts_anew_without_a_word()
    {
        using var empty = new TempFolder();
        File.WriteAllBytes(empty.At("ledger.db.new"), []);

        using var store = SqliteLedger.Open(empty.Path);
        Assert.Empty(store.Notes);
        Assert.Null(new Ledger(store).SafeBecause);
    }

    [Fact]
    public void Damage_that_shows_while_running_ends_all_writing_and_is_set_aside_by_the_next_start()
    {
        using (var store = SqliteLedger.Open(folder.Path))
        {
            var ledger = new Ledger(store);
            var closed = Assert.Single(store.Episodes(EpisodeState.Resolved).Take(1));
            LedgerConnection.Of(store).Execute("UPDATE episode SET told = told + 1 WHERE state = 'resolved'");

            Assert.Throws<LedgerStoreException>(() => ledger.Find(closed.Key));
            Assert.Contains("is damaged", ledger.Trouble, StringComparison.Ordinal);
            Assert.Throws<LedgerStoreException>(() => ledger.Commit(() => new LedgerChange { Episodes = [Some.Episode(name: "next")] }));
            ledger.TryAgain(Some.Noon);
            Assert.Contains("start k8guard again", ledger.Trouble, StringComparison.Ordinal);
        }

        SetAside();
    }

    [Fact]
    public void Truncated_and_flipped_anywhere_a_ledger_is_either_whole_or_set_aside()
    {
        var bytes = File.ReadAllBytes(LedgerFile);
        var random = new Random(20261122);
        var (whole, aside) = (0, 0);
        for (var turn = 0; turn < 250; turn++)
        {
            using var place = new TempFolder();
            var damaged = bytes.ToArray();

            // half of them in the head and the first pages, where most has a meaning
            var at = random.Next(turn % 2 == 0 ? 2_000 : damaged.Length);
            if (turn % 8 == 7) damaged = damaged[..at];
            else damaged[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(place.At("ledger.db"), damaged);

            using var store = SqliteLedger.Open(place.Path);
            var isAside = new Ledger(store).SafeBecause is not null;
            if (isAside) Assert.DoesNotContain("web-", LedgerHistory.Read(store), StringComparison.Ordinal);
            else Assert.Equal(written, LedgerHistory.Read(store));
            (whole, aside) = isAside ? (whole, aside + 1) : (whole + 1, aside);
        }

        // most of what is not found is room that nothing uses
        Assert.True(whole > 15 && aside > 120, $"{whole} whole, {aside} set aside");
    }

    private void SetAside(string why = "")
    {
        using var store = SqliteLedger.Open(folder.Path);
        Assert.Contains(why, new Ledger(store).SafeBecause, StringComparison.Ordinal);
        Assert.Empty(store.All());
    }

    private IEnumerable<string> Aside() => Directory.EnumerateFiles(folder.Path, "ledger.db.damaged-*").Where(file => file.EndsWith('Z'));

    // writes some more, and leaves the files as a kill would
    private void Crash(Action damage)
    {
        using var copy = new TempFolder();
        using (var store = SqliteLedger.Open(folder.Path))
        {
            for (var i = 0; i < 10; i++) store.Save(new LedgerChange { Episodes = [Some.Episode(name: $"crash-{i}")] });
            foreach (var file in Directory.EnumerateFiles(folder.Path, "ledger.db*")) CopyOpen(file, copy.At(Path.GetFileName(file)));
        }

        foreach (var file in Directory.EnumerateFiles(copy.Path)) File.Copy(file, folder.At(Path.GetFileName(file)), overwrite: true);
        damage();
    }

    private static void CopyOpen(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = File.Create(to);
        source.CopyTo(target);
    }

    private static void Flip(string file, int at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private void Direct(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={LedgerFile};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
