using System.Globalization;
using Dapper;
using K8GuardScript.Storage;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>
/// The real program starts on a ledger of each earlier version, and is killed with SIGKILL while it changes the tables: in the middle of each
/// step, and whenever. The starts after it go on where that one was.
/// </summary>
public sealed class MigrationCrashTests
{
    private static readonly int Newest = LedgerSchema.Migrations.Count;

    public static TheoryData<int> Earlier => [.. Enumerable.Range(1, LedgerSchema.Migrations.Count - 1)];

    [Theory]
    [MemberData(nameof(Earlier))]
    public async Task Killed_in_the_middle_of_each_step_it_goes_on_with_all_that_the_old_ledger_knew(int version)
    {
        await using var world = await CrashWorld.StartAsync();
        var before = await LiveAsync(world, version);

        // a step that did not come to its end is done again
        await world.DieAsync("InMigration:1");
        Assert.Equal(version, Version(world));
        for (var reached = version + 1; reached < Newest; reached++)
        {
            await world.DieAsync("InMigration:2");
            Assert.Equal(reached, Version(world));
        }

        await AssertNothingIsLostAsync(world, before);
        Assert.True(File.Exists(Path.Combine(world.Data, string.Create(CultureInfo.InvariantCulture, $"ledger.db.before-{Newest}"))));
    }

    [Fact]
    public async Task Killed_at_random_instants_of_the_start_it_goes_on_with_all_that_the_old_ledger_knew()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("K8GUARD_KILLS_SEED") ?? "7", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        await using var world = await CrashWorld.StartAsync();
        var before = await LiveAsync(world, 1);
        for (var kill = 0; kill < 6; kill++)
        {
            await using var dying = world.Run();

            // the tables are changed as soon as their copy is kept
            var copy = Path.Combine(world.Data, string.Create(CultureInfo.InvariantCulture, $"ledger.db.before-{Newest}"));
            if (kill % 2 == 0) await CrashWorld.EventuallyAsync(() => Task.FromResult(File.Exists(copy + ".new") || File.Exists(copy)));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(kill % 2 == 0 ? 40 : 900)), TimeProvider.System, Deadline.Token());
            await dying.KillAsync();
        }

        await AssertNothingIsLostAsync(world, before);
    }

    // one deployment that was stopped after two warnings, and one that got the first of its two; then the ledger of before
    private static async Task<Known> LiveAsync(CrashWorld world, int version)
    {
        world.Deploy("stopped");
        await world.FinishAsync("stopped");
        world.Deploy("warned");
        while (Read(world).Accepted == 0) await world.DieAsync("AcceptanceStored:1");
        var known = Read(world);
        Assert.Equal(1, known.Accepted);
        Downgrade(world, version);
        return known;
    }

    private static async Task AssertNothingIsLostAsync(CrashWorld world, Known before)
    {
        await world.FinishAsync("stopped", "warned");

        Assert.Equal((1, 1), (world.WritesTo("stopped"), world.WritesTo("warned")));
        Assert.Equal((1, 1), (world.Warnings("stopped", 1), world.Warnings("stopped", 2)));
        Assert.Equal(1, world.Warnings("warned", 1));
        Assert.InRange(world.Warnings("warned", 2), 1, 2);
        var after = Read(world);
        Assert.Equal(before with { Accepted = 2, Actions = 2 }, after with { Warnings = before.Warnings });
        Assert.Equal(before.Warnings + 1, after.Warnings);
        Assert.Empty(Directory.EnumerateFiles(world.Data, "*damaged*"));
        Assert.Equal(Newest, Version(world));
    }

    private static Known Read(CrashWorld world)
    {
        using var copy = new Workplace();
        using var ledger = ConnectToCopy(world, copy);
        var (accepted, opened) = ledger.QueryFirstOrDefault<(int, long)>("SELECT accepted_warnings, first_seen FROM episode WHERE name = 'warned'");
        return new Known(
            accepted, opened, ledger.QuerySingle<string>("SELECT state || action_id || first_seen FROM episode WHERE name = 'stopped'"),
            ledger.QuerySingle<int>("SELECT count(*) FROM warning WHERE counts"), ledger.QuerySingle<int>("SELECT count(*) FROM action WHERE state = 'done'"));
    }

    // the tables as that version made them, with what it would have known of the same history
    private static void Downgrade(CrashWorld world, int version)
    {
        var (now, old) = (Path.Combine(world.Data, "ledger.db"), Path.Combine(world.Data, "old.db"));
        using (var file = Connect(old))
        {
            RowSeal.AddTo(file);
            foreach (var script in LedgerSchema.Migrations.Take(version)) file.Execute(script);
            file.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));
            file.Execute("ATTACH @now AS now", new { now });
            foreach (var table in file.Query<string>("SELECT name FROM main.sqlite_schema WHERE type = 'table'").ToList())
            {
                var columns = file.Query<string>("SELECT name FROM pragma_table_info(@table, 'main')", new { table }).ToList();
                var values = columns.Select(column => column == "before" ? "manifest" : column);
                file.Execute($"INSERT INTO main.{table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM now.{table}");
            }

            // that a ledger is in use was not remembered then
            if (version >= 4) file.Execute("DELETE FROM main.fact WHERE key = @OpenKey", new { FactRow.OpenKey });
        }

        foreach (var left in Directory.EnumerateFiles(world.Data, "ledger.db*").ToList()) File.Delete(left);
        File.Move(old, now);
    }

    private static int Version(CrashWorld world)
    {
        using var copy = new Workplace();
        using var ledger = ConnectToCopy(world, copy);
        return ledger.ExecuteScalar<int>("PRAGMA user_version");
    }

    // whoever looks into the files themselves finishes what a killed guard left, and takes the journal away
    private static SqliteConnection ConnectToCopy(CrashWorld world, Workplace copy)
    {
        foreach (var file in Directory.EnumerateFiles(world.Data, "ledger.db*")) File.Copy(file, copy.PathOf(Path.GetFileName(file)));
        return Connect(copy.PathOf("ledger.db"));
    }

    private static SqliteConnection Connect(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>What a ledger knows of the two.</summary>
    private sealed record Known(int Accepted, long FirstSeen, string Stopped, int Warnings, int Actions);
}
