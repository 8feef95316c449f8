using System.Globalization;
using Dapper;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;
using K8GuardScript.Storage;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Tests.Storage;

/// <summary>Ledgers of every earlier version, and programs that end while they change one.</summary>
public sealed class LedgerVersionsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<int> Earlier => [.. Enumerable.Range(1, LedgerSchema.Migrations.Count - 1)];

    private string LedgerFile => folder.At("ledger.db");

    [Theory]
    [MemberData(nameof(Earlier))]
    public void A_ledger_of_an_earlier_version_keeps_all_its_data_and_a_copy_as_it_was(int version)
    {
        WriteOld(folder.Path, version);
        var before = Dump(LedgerFile);

        using (var ledger = SqliteLedger.Open(folder.Path))
        {
            Assert.Equal(3, ledger.All().Count);
            Assert.Equal(3, ledger.Actions().Count);
            Assert.Contains($"version {version} of its tables", Assert.Single(ledger.Notes), StringComparison.Ordinal);
        }

        Assert.Superset(before, Dump(LedgerFile));
        var copy = folder.At($"ledger.db.before-{LedgerSchema.Migrations.Count}");
        Assert.Equal(before, Dump(copy));
        Assert.Equal(version, Version(copy));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
    }

    [Theory]
    [MemberData(nameof(Earlier))]
    public void A_program_that_ends_within_any_step_leaves_the_tables_as_they_were_before_it(int version)
    {
        for (var step = 1; step <= LedgerSchema.Migrations.Count - version; step++)
        {
            using var place = new TempFolder();
            using var killed = new TempFolder();
            WriteOld(place.Path, version);
            var before = Dump(place.At("ledger.db"));

            // what a kill leaves: the files as they are in that moment
            Assert.Throws<InvalidOperationException>(() => SqliteLedger.Open(place.Path, faults: new EndingAt(step, () => Copy(place, killed))));

            Assert.Equal(version + step - 1, Version(killed.At("ledger.db")));
            using (var ledger = SqliteLedger.Open(killed.Path)) Assert.Equal(3, ledger.All().Count);
            Assert.Superset(before, Dump(killed.At("ledger.db")));
            using (var ledger = SqliteLedger.Open(place.Path)) Assert.Equal(3, ledger.All().Count);
        }
    }

    [Fact]
    public void Where_no_copy_can_be_kept_that_is_told_and_the_guard_starts()
    {
        WriteOld(folder.Path, 4);
        Directory.CreateDirectory(folder.At($"ledger.db.before-{LedgerSchema.Migrations.Count}.new"));

        using var ledger = SqliteLedger.Open(folder.Path);

        Assert.Contains("no copy of it", Assert.Single(ledger.Notes), StringComparison.Ordinal);
        Assert.Equal(3, ledger.All().Count);
    }

    [Fact]
    public void Another_guard_is_refused_also_while_the_first_still_changes_the_tables()
    {
        WriteOld(folder.Path, 1);
        var refused = new List<string>();

        using var first = SqliteLedger.Open(folder.Path, faults: new EndingAt(0, () =>
            refused.Add(Assert.Throws<LedgerFileException>(() => SqliteLedger.Open(folder.Path)).Message)));

        Assert.Equal(LedgerSchema.Migrations.Count - 1, refused.Count);
        Assert.All(refused, message => Assert.Contains("is in use by another k8guard", message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_of_old_that_makes_no_sense_is_damage()
    {
        WriteOld(folder.Path, 2);
        using (var direct = Connect(LedgerFile)) direct.Execute("UPDATE episode SET state = 'opem' WHERE name = 'name-1'");

        using var ledger = SqliteLedger.Open(folder.Path);
        Assert.Contains("`opem` is no state", new Ledger(ledger).SafeBecause, StringComparison.Ordinal);
    }

    // rows in every table that the version has, with something in every column
    private static void WriteOld(string where, int version)
    {
        using var direct = Connect(Path.Combine(where, "ledger.db"));
        RowSeal.AddTo(direct);
        foreach (var script in LedgerSchema.Migrations.Take(version)) direct.Execute(script);
        direct.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));
        foreach (var table in direct.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table'").ToList())
        {
            var columns = direct.Query<(string Name, string Type)>("SELECT name, type FROM pragma_table_info(@table)", new { table }).ToList();
            for (var i = 1; i <= 3; i++)
            {
                var values = columns.Select(column => column.Type == "INTEGER" ? $"{1_000 + i}" : $"'{Word(table, column.Name, i)}'");
                direct.Execute($"INSERT INTO {table} VALUES ({string.Join(", ", values)})");
            }
        }
    }

    private static string Word(string table, string column, int i) => column switch
    {
        "severity" => "High",
        "state" => table == "episode" ? "resolved" : "unknown",
        "warned_action" or "verb" or "announced_action" => "Stop",
        "cause" => "Ladder",
        _ => $"{column}-{i}",
    };

    private static HashSet<string> Dump(string file)
    {
        using var direct = Connect(file);
        var rows = new HashSet<string>();
        foreach (var table in LedgerSchema.FirstTables)
        {
            foreach (IDictionary<string, object?> row in direct.Query($"SELECT * FROM {table}"))
            {
                foreach (var (column, value) in row.Where(cell => cell.Key is not ("seal" or "id")))
                    rows.Add($"{table}.{(column == "before" ? "manifest" : column)} = {value ?? "null"}");
            }
        }

        return rows;
    }

    private static int Version(string file)
    {
        using var direct = Connect(file);
        return direct.ExecuteScalar<int>("PRAGMA user_version");
    }

    private static void Copy(TempFolder from, TempFolder to)
    {
        foreach (var file in Directory.EnumerateFiles(from.Path, "ledger.db*"))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var target = File.Create(to.At(Path.GetFileName(file)));
            source.CopyTo(target);
        }
    }

    private static SqliteConnection Connect(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Does something within steps of a migration, and ends the program in the n-th; in none if that is 0.</summary>
    private sealed class EndingAt(int nth, Action within) : IFaultPoints
    {
        private int reached;

        public void Reach(FaultPoint point)
        {
            if (point != FaultPoint.InMigration) return;
            if (++reached != nth && nth != 0) return;
            within();
            if (nth != 0) throw new InvalidOperationException("killed");
        }
    }
}
