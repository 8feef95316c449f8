using Dapper;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace K8GuardScript.Storage;

/// <summary>Opens the ledger of a folder, makes one where none is, and puts an empty one in the place of one that is damaged.</summary>
/// <param name="files">where it lies; nobody else uses it</param>
/// <param name="clock">tells when a damaged one was found</param>
/// <param name="faults">where a test ends the program</param>
internal sealed class LedgerOpening(LedgerFiles files, TimeProvider clock, IFaultPoints faults)
{
    // the client waits on its own for a lock, half a minute unless told: whoever has it is another guard and won't let go
    private const int PatienceSeconds = 1;
    private readonly List<string> notes = [];

    /// <summary>What people should know of it.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Opens it, for this process alone.</summary>
    /// <exception cref="LedgerFileException">it is another program's, or a newer one's, or in use</exception>
    /// <exception cref="SqliteException">it can't be used</exception>
    public SqliteConnection Open()
    {
        try
        {
            if (!Path.Exists(files.Ledger)) Start();
            return Use();
        }
        catch (LedgerDamageException damage)
        {
            Replace(damage.Message);
        }

        try
        {
            return Use();
        }
        catch (LedgerDamageException again)
        {
            throw new LedgerFileException(
                $"the ledger `{files.Ledger}` was just made, and is damaged already ({again.Message}): give a folder on another disk with `--data`");
        }
    }

    /// <summary>Opens it to look at it, for this process alone. Nothing is changed, not even by its journal, which is only read.</summary>
    /// <exception cref="LedgerFileException">it can't be looked at as it is</exception>
    public SqliteConnection OpenToRead()
    {
        SqliteConnection? connection = null;
        try
        {
            if (LedgerHeader.Problem(files.Ledger) is { } problem) throw new LedgerDamageException(problem);
            var journalProblem = JournalScan.Problem(files.Journal);
            connection = Connect(files.Ledger);

            // a journal stays as it is; where there is none, what SQLite makes of one goes again
            CheckpointAtEnd(connection, !File.Exists(files.Journal));
            connection.Execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA busy_timeout=0; PRAGMA query_only=ON;");
            LedgerCheck.RejectForeign(connection, files.Ledger);
            LedgerCheck.RejectNewer(connection, files);
            if (journalProblem is not null) throw new LedgerDamageException(journalProblem);
            LedgerCheck.Structure(connection);
            if (connection.ExecuteScalar<int>("PRAGMA user_version") < LedgerSchema.Migrations.Count)
                throw new LedgerFileException($"the ledger `{files.Ledger}` is of an earlier version: start `k8guard run` with it once, which changes it");
            LedgerCheck.Rows(connection);
            return connection;
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            if (failure is LedgerDamageException or SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB })
                throw new LedgerFileException(LedgerFault.Damaged(files.Ledger, failure.Message));
            throw;
        }
    }

    private void Start()
    {
        if (File.Exists(files.Journal) && new FileInfo(files.Journal).Length > 0)
            throw new LedgerDamageException("the database is gone from its journal");

        // one is left of a start that ended before it could take its place; it may say what was found then
        if (!File.Exists(files.Making) || !IsUsable()) Make(null);
        File.Move(files.Making, files.Ledger);
    }

    private bool IsUsable()
    {
        try
        {
            if (LedgerHeader.Problem(files.Making) is not null) return false;
            using var connection = Connect(files.Making);
            LedgerCheck.Structure(connection);
            return connection.ExecuteScalar<int>("PRAGMA user_version") > 0;
        }
        catch (Exception unfinished) when (unfinished is SqliteException or LedgerDamageException)
        {
            return false;
        }
    }

    // INVARIANT: the new one, which tells of it, is whole before the old one goes; so whenever the program ends, the next start finds either
    // the damage or what tells of it, and never an empty ledger without a word.
    private void Replace(string why)
    {
        var now = clock.GetUtcNow();
        var aside = new SetAsideLedger(now, files.Aside(now), why);
        Make(aside);
        files.MoveTo(aside.File);
        File.Move(files.Making, files.Ledger);
        notes.Add(aside.ToString());
    }

    private void Make(SetAsideLedger? aside)
    {
        files.DropMaking();
        LedgerFiles.Create(files.Making);
        using var connection = Connect(files.Making);
        connection.Execute($"{FreePages.ByAndBy} PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        LedgerMigration.Run(connection, null, faults);
        if (aside is not null) connection.Execute(FactRow.Upsert, aside.ToFact());
    }

    private SqliteConnection Use()
    {
        if (!Directory.Exists(files.Ledger) && LedgerHeader.Problem(files.Ledger) is { } problem) throw new LedgerDamageException(problem);
        var hadJournal = File.Exists(files.Journal) && new FileInfo(files.Journal).Length > 0;
        var journalProblem = JournalScan.Problem(files.Journal);
        var connection = Connect(files.Ledger);
        try
        {
            // what is damaged is kept as it was found
            CheckpointAtEnd(connection, false);
            Take(connection, journalProblem);
            if (LedgerMigration.Run(connection, files, faults) is { } note) notes.Add(note);
            LedgerCheck.Rows(connection);
            LedgerCheck.Meaning(connection);
            FreePages.Pack(connection);
            MarkOpen(connection, hadJournal);
            CheckpointAtEnd(connection, true);
            return connection;
        }
        catch (SqliteException damage) when (LedgerFault.IsDamage(damage))
        {
            connection.Dispose();
            throw new LedgerDamageException(damage.Message);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Take(SqliteConnection connection, string? journalProblem)
    {
        try
        {
            // before anything is written: another program's database must stay as it is
            LedgerCheck.RejectForeign(connection, files.Ledger);
            LedgerCheck.RejectNewer(connection, files);

            // the first statement that writes takes the lock for good, and without shared memory nobody else can read along
            connection.Execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA busy_timeout=0; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                + "PRAGMA journal_size_limit=4194304; PRAGMA cell_size_check=ON;");
            if (journalProblem is not null) throw new LedgerDamageException(journalProblem);
            LedgerCheck.Structure(connection);
        }
        catch (SqliteException strange) when (strange.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            // what is asked up to here is right for every database; so its list of tables is not
            throw new LedgerDamageException(strange.Message);
        }
    }

    // INVARIANT: the mark is in the database itself before anything else is written; so where it stands, the journal must lie beside it.
    private static void MarkOpen(SqliteConnection connection, bool hadJournal)
    {
        var isMarked = connection.ExecuteScalar<long>("SELECT count(*) FROM fact WHERE key = @key", new { key = FactRow.OpenKey }) > 0;
        if (isMarked && !hadJournal) throw new LedgerDamageException("its journal is gone, with what was written last");
        connection.Execute(FactRow.Upsert, new StoredFact(FactRow.OpenKey, "1"));
        connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
    }

    /// <summary>Makes the journal of a ledger anew while it is in use: its file was taken away, or holds what was not written to its end.</summary>
    /// <returns>false if the journal is as it was; nothing is lost either way</returns>
    /// <exception cref="SqliteException">the disk does not let it; nothing is lost</exception>
    public static bool RenewJournal(SqliteConnection connection)
    {
        // INVARIANT: the mark and the journal go together, whenever the program ends
        connection.Execute(FactRow.Delete, new { Key = FactRow.OpenKey });
        var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode=DELETE");
        connection.Execute("PRAGMA journal_mode=WAL");
        connection.Execute(FactRow.Upsert, new StoredFact(FactRow.OpenKey, "1"));
        connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        return mode == "delete";
    }

    /// <summary>Closes a ledger that was used, so that the database alone is whole, as far as the disk allows.</summary>
    public static void Close(SqliteConnection connection)
    {
        try
        {
            connection.Execute(FactRow.Delete, new { Key = FactRow.OpenKey });
        }
        catch (SqliteException)
        {
            // INVARIANT: the mark and the journal go together. What can't be written now has been told; the next start reads the journal.
            CheckpointAtEnd(connection, false);
        }

        connection.Dispose();
    }

    /// <summary>Closes a ledger that was found damaged as it is, for whoever wants to see why.</summary>
    public static void Leave(SqliteConnection connection)
    {
        CheckpointAtEnd(connection, false);
        connection.Dispose();
    }

    private static void CheckpointAtEnd(SqliteConnection connection, bool wanted) =>
        raw.sqlite3_db_config(connection.Handle!, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, wanted ? 0 : 1, out _);

    private static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = PatienceSeconds }.ToString());
        try
        {
            connection.Open();
            RowSeal.AddTo(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
