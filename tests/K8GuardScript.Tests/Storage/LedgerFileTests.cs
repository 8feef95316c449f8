using System.Diagnostics;
using Dapper;
using K8GuardScript.Core.Record;
using K8GuardScript.Storage;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Tests.Storage;

/// <summary>Files that are no ledger of ours, or not for us alone.</summary>
public sealed class LedgerFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string LedgerFile => folder.At("ledger.db");

    [Fact]
    public void A_missing_folder_is_made()
    {
        using var ledger = SqliteLedger.Open(folder.At("a/b"));

        Assert.Empty(ledger.All());
        Assert.True(File.Exists(folder.At("a/b/ledger.db")));
    }

    [Fact]
    public void A_second_guard_on_the_same_file_is_refused_at_once_and_the_first_goes_on()
    {
        using var first = SqliteLedger.Open(folder.Path);

        Refused("is in use by another k8guard", "`--data`");

        // seconds to wait for a lock: half a minute unless told, which an operator would take for a hang
        Assert.InRange(LedgerConnection.Of(first).DefaultTimeout, 1, 5);
        first.Save(new LedgerChange { Episodes = [Some.Episode()] });
        Assert.Single(first.All());
    }

    [Fact]
    public async Task A_second_process_ends_with_a_message_and_exit_code_2()
    {
        using var first = SqliteLedger.Open(folder.Path);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "k8guard.dll"), "ledger", "export", "--data", folder.Path])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var second = Process.Start(start)!;
        var error = await second.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((2, $"k8guard: the ledger `{LedgerFile}` is in use by another k8guard: stop that one, or give another folder with `--data`\n"),
            (second.ExitCode, error));
    }

    [Fact]
    public void The_file_is_free_again_after_it_was_closed()
    {
        SqliteLedger.Open(folder.Path).Dispose();

        using var second = SqliteLedger.Open(folder.Path);
        Assert.Empty(second.All());
    }

    [Fact]
    public void Another_programs_database_is_refused_and_left_as_it_is()
    {
        Direct("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x');");

        Refused("belongs to another program", "`--data`");
        Assert.Equal(["bookmarks"], DirectQuery("SELECT name FROM sqlite_schema"));
    }

    [Fact]
    public void Another_programs_database_with_a_version_of_its_own_is_refused()
    {
        Direct("CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 1;");

        Refused("belongs to another program", "`--data`");
    }

    [Fact]
    public void A_ledger_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        Fill();
        Direct($"CREATE TABLE later (x); PRAGMA user_version = {LedgerSchema.Migrations.Count + 1}");

        Refused("was written by a newer version of k8guard", "run that version");
        Assert.Equal([$"{LedgerSchema.Migrations.Count + 1}"], DirectQuery("PRAGMA user_version"));
    }

    [Fact]
    public void A_file_where_the_folder_should_be_is_told()
    {
        var file = folder.Write("data", "");

        var refused = Assert.Throws<LedgerFileException>(() => SqliteLedger.Open(file));
        Assert.Contains($"the data folder `{file}` can't be used", refused.Message, StringComparison.Ordinal);
        Assert.Contains("`--data`", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_where_the_file_should_be_is_told()
    {
        Directory.CreateDirectory(LedgerFile);

        Refused("can't be opened", "`--data`");
    }

    [Fact]
    public void A_folder_that_can_not_be_written_is_told()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("folders have no write bit here");
            return;
        }

        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            if (CanWriteAllTheSame()) Assert.Skip("this user may write anywhere");
            Refused("can't be opened for writing", "`--data`");
        }
        finally
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void Refused(string what, string remedy)
    {
        var refused = Assert.Throws<LedgerFileException>(() => SqliteLedger.Open(folder.Path));
        Assert.Contains(LedgerFile, refused.Message, StringComparison.Ordinal);
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
    }

    private void Fill()
    {
        using var ledger = SqliteLedger.Open(folder.Path);
        ledger.Save(new LedgerChange { Episodes = [.. Enumerable.Range(0, 200).Select(i => Some.Episode(name: $"web-{i}"))] });
    }

    private bool CanWriteAllTheSame()
    {
        try
        {
            File.WriteAllText(folder.At("probe"), "");
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Direct(string sql)
    {
        using var connection = OpenDirectly();
        connection.Execute(sql);
    }

    private List<string> DirectQuery(string sql)
    {
        using var connection = OpenDirectly();
        return [.. connection.Query<string>(sql)];
    }

    private SqliteConnection OpenDirectly()
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={LedgerFile};Pooling=False");
        connection.Open();
        return connection;
    }
}
