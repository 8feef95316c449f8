using Dapper;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Storage;

/// <summary>
/// The ledger in one SQLite file (WAL, <c>synchronous=FULL</c>), held exclusively: a second guard on the same file is refused.
/// </summary>
internal sealed class SqliteLedger : ILedgerStore, IDisposable
{
    // the client waits on its own for a lock, half a minute unless told: whoever has it is another guard and won't let go
    private const int PatienceSeconds = 1;

    // read together: whoever saves waits for no more than this
    private const int MostPerPart = 2_000;

    private readonly SqliteConnection connection;
    private readonly EpisodeTable episodes;
    private readonly Lock gate = new();

    private SqliteLedger(SqliteConnection connection) => (this.connection, episodes) = (connection, new EpisodeTable(connection));

    /// <summary>Opens or creates the ledger in a folder, which is created too.</summary>
    /// <exception cref="LedgerFileException">the file can't be opened, is damaged, newer than this program, or in use</exception>
    public static SqliteLedger Open(string folder)
    {
        SQLitePCL.Batteries_V2.Init();
        var file = Path.Combine(folder, "ledger.db");
        SqliteConnection? connection = null;
        try
        {
            Directory.CreateDirectory(folder);
            KeepPrivate(file);
            connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = PatienceSeconds }.ToString());
            connection.Open();

            // before anything is written: another program's database must stay as it is
            RejectForeign(connection, file);

            // the first statement that writes takes the lock for good, and without shared memory nobody else can read along
            connection.Execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA busy_timeout=0; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                + "PRAGMA journal_size_limit=4194304;");
            Check(connection, file);
            Migrate(connection, file);
            return new SqliteLedger(connection);
        }
        catch (SqliteException failure)
        {
            connection?.Dispose();
            throw new LedgerFileException(Explain(file, failure));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            connection?.Dispose();
            throw new LedgerFileException($"the data folder `{folder}` can't be used: {failure.Message}; give a writable one with `--data`");
        }
        catch (LedgerFileException)
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public IEnumerable<Episode> Episodes(params EpisodeState[] states)
    {
        for (EpisodeKey? last = null; ;)
        {
            List<Episode> part;
            lock (gate) part = episodes.Part(states, last, MostPerPart);
            foreach (var episode in part) yield return episode;
            if (part.Count < MostPerPart) yield break;
            last = part[^1].Key;
        }
    }

    /// <inheritdoc />
    public Episode? Find(EpisodeKey key)
    {
        lock (gate) return episodes.Find(key);
    }

    /// <inheritdoc />
    public IReadOnlyList<EpisodeCount> Count()
    {
        lock (gate) return episodes.Count();
    }

    /// <inheritdoc />
    public IReadOnlyList<ActionRecord> Actions()
    {
        lock (gate) return [.. connection.Query<ActionRow>(ActionRow.Select).Select(row => row.ToRecord())];
    }

    /// <inheritdoc />
    public string? Manifest(string action)
    {
        lock (gate)
        {
            var manifest = connection.QueryFirstOrDefault<string>(ActionRow.SelectManifest, new { Id = action });
            return string.IsNullOrEmpty(manifest) ? null : manifest;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<OutboxEntry> Outbox()
    {
        lock (gate) return [.. connection.Query<OutboxRow>(OutboxRow.Select).Select(row => row.ToEntry())];
    }

    /// <inheritdoc />
    public IReadOnlyList<StoredFact> Facts()
    {
        lock (gate) return [.. connection.Query<(string Key, string Value)>(FactRow.Select).Select(row => new StoredFact(row.Key, row.Value))];
    }

    /// <inheritdoc />
    public void Save(LedgerChange change)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction();
            episodes.Save(change.Episodes);
            connection.Execute(WarningRow.Insert, change.Warnings.Select(WarningRow.Of), transaction);
            connection.Execute(ActionRow.Upsert, change.Actions.Select(ActionRow.Of), transaction);
            connection.Execute(OutboxRow.Upsert, change.Outbox.Select(OutboxRow.Of), transaction);
            connection.Execute(OutboxRow.Delete, change.Sent.Select(id => new { id }), transaction);
            connection.Execute(FactRow.Upsert, change.Facts.Where(fact => fact.Value is not null), transaction);
            connection.Execute(FactRow.Delete, change.Facts.Where(fact => fact.Value is null), transaction);
            transaction.Commit();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            episodes.Dispose();
            connection.Dispose();
        }
    }

    private static void RejectForeign(SqliteConnection connection, string file)
    {
        var tables = connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table'").ToHashSet(StringComparer.Ordinal);
        if (tables.Count == 0 || tables.IsSupersetOf(LedgerSchema.FirstTables)) return;
        throw new LedgerFileException($"the database `{file}` belongs to another program: give another folder with `--data`");
    }

    private static void Check(SqliteConnection connection, string file)
    {
        var verdict = connection.ExecuteScalar<string>("PRAGMA quick_check(1)");
        if (verdict != "ok") throw new LedgerFileException($"the ledger `{file}` is damaged ({verdict}): move it away to start with an empty one");
    }

    private static void Migrate(SqliteConnection connection, string file)
    {
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (version > LedgerSchema.Migrations.Count)
        {
            throw new LedgerFileException(
                $"the ledger `{file}` was written by a newer version of k8guard (schema {version}): "
                + "run that version, or give another folder with `--data`");
        }

        using var transaction = connection.BeginTransaction();
        foreach (var script in LedgerSchema.Migrations.Skip(version)) connection.Execute(script, transaction: transaction);
        connection.Execute($"PRAGMA user_version = {LedgerSchema.Migrations.Count}", transaction: transaction);
        transaction.Commit();
    }

    // it holds whole manifests; SQLite gives its other files the same rights
    private static void KeepPrivate(string file)
    {
        if (OperatingSystem.IsWindows() || Path.Exists(file)) return;
        using var created = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    private static string Explain(string file, SqliteException failure) => failure.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
            $"the ledger `{file}` is in use by another k8guard: stop that one, or give another folder with `--data`",
        SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT =>
            $"the ledger `{file}` is damaged or no database: move it away to start with an empty one",
        SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM =>
            $"the ledger `{file}` can't be opened for writing: give a writable folder with `--data`",
        SQLitePCL.raw.SQLITE_FULL => $"the ledger `{file}` can't grow: the disk is full",
        _ => $"the ledger `{file}` can't be used: {failure.Message}",
    };
}
