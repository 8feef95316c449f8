using Dapper;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace K8GuardScript.Storage;

/// <summary>
/// The ledger in one SQLite file (WAL, <c>synchronous=FULL</c>), held exclusively: a second guard on the same file is refused.
/// </summary>
internal sealed class SqliteLedger : ILedgerStore, IDisposable
{
    // read together: whoever saves waits for no more than this
    private const int MostPerPart = 2_000;

    private readonly SqliteConnection connection;
    private readonly EpisodeTable episodes;
    private readonly IDisposable folder;
    private readonly bool isForReading;
    private readonly string file;
    private readonly LedgerPresence presence;
    private readonly IFaultPoints faults;
    private readonly Lock gate = new();
    private LedgerStoreException? broken;
    private bool isCutOff;
    private bool isClosed;

    private SqliteLedger(SqliteConnection connection, IDisposable folder, LedgerFiles files, IFaultPoints faults, bool isForReading)
    {
        this.isForReading = isForReading;
        (this.connection, this.folder, file, this.faults) = (connection, folder, files.Ledger, faults);
        presence = new LedgerPresence(files);
        episodes = new EpisodeTable(connection);
    }

    /// <summary>What people should know of how it was opened: that it was damaged and is set aside, or what became of older tables.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>
    /// Opens or creates the ledger in a folder, which is created too. One that is damaged is set aside, and an empty one begun that tells of it:
    /// <see cref="Ledger.SafeBecause"/>.
    /// </summary>
    /// <param name="folder">where it lies</param>
    /// <param name="clock">tells when a damaged one was found; the system's unless given</param>
    /// <param name="faults">where a test ends the program</param>
    /// <exception cref="LedgerFileException">the file can't be opened, is another program's, newer than this program, or in use</exception>
    public static SqliteLedger Open(string folder, TimeProvider? clock = null, IFaultPoints? faults = null) =>
        Open(folder, clock ?? TimeProvider.System, faults ?? NoFaults.Instance, isForReading: false);

    /// <summary>Opens the ledger of a folder to look at it; nothing of it is changed, and it can't be written.</summary>
    /// <exception cref="LedgerFileException">there is none, or it is in use, damaged, or of another version</exception>
    public static SqliteLedger OpenToRead(string folder) => Open(folder, TimeProvider.System, NoFaults.Instance, isForReading: true);

    private static SqliteLedger Open(string folder, TimeProvider clock, IFaultPoints faults, bool isForReading)
    {
        SQLitePCL.Batteries_V2.Init();
        var files = new LedgerFiles(folder);
        IDisposable? held = null;
        try
        {
            if (!isForReading) Directory.CreateDirectory(folder);
            else if (!File.Exists(files.Ledger)) throw new LedgerFileException($"there is no ledger `{files.Ledger}`: name its folder with `--data`");
            held = LedgerLock.Take(files);
            var opening = new LedgerOpening(files, clock, faults);
            var connection = isForReading ? opening.OpenToRead() : opening.Open();
            var opened = new SqliteLedger(connection, held, files, faults, isForReading) { Notes = opening.Notes };
            held = null;
            return opened;
        }
        catch (SqliteException failure)
        {
            throw new LedgerFileException(LedgerFault.AtStart(files.Ledger, failure));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LedgerFileException($"the data folder `{folder}` can't be used: {failure.Message}; give a writable one with `--data`");
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <inheritdoc />
    public IEnumerable<Episode> Episodes(params EpisodeState[] states)
    {
        for (EpisodeKey? last = null; ;)
        {
            var after = last;
            var part = Guarded(() => episodes.Part(states, after, MostPerPart));
            foreach (var episode in part) yield return episode;
            if (part.Count < MostPerPart) yield break;
            last = part[^1].Key;
        }
    }

    /// <inheritdoc />
    public Episode? Find(EpisodeKey key) => Guarded(() => episodes.Find(key));

    /// <inheritdoc />
    public IReadOnlyList<EpisodeCount> Count() => Guarded(episodes.Count);

    /// <inheritdoc />
    public IReadOnlyList<ActionRecord> Actions() => Guarded(() => Records(ActionRow.SelectHeld, new { most = ActionBook.Most }));

    /// <inheritdoc />
    public ActionRecord? Action(string id) => Guarded(() => Records(ActionRow.SelectOne, new { id }).SingleOrDefault());

    /// <inheritdoc />
    public IReadOnlyList<ActionRecord> ActionsOn(ObjectKey target) =>
        Guarded(() => Records(ActionRow.SelectOn, new { target.Group, target.Kind, target.Namespace, target.Name }));

    /// <inheritdoc />
    public IReadOnlyList<ActionRecord> Following(string id) => Guarded(() => Records(ActionRow.SelectFollowing, new { id }));

    /// <inheritdoc />
    public string? Manifest(string action) => Guarded(() =>
    {
        var (text, isWhole) = connection.QueryFirstOrDefault<(string?, bool)>(ActionRow.SelectManifest, new { Id = action });
        if (text is not null && !isWhole) throw new LedgerDamageException($"the action `{action}` is not as it was written");
        return string.IsNullOrEmpty(text) ? null : text;
    });

    /// <inheritdoc />
    public IReadOnlyList<OutboxEntry> Outbox() => Guarded(() => connection.Query<OutboxRow>(OutboxRow.Select).Select(row => row.ToEntry()).ToList());

    /// <inheritdoc />
    public IReadOnlyList<StoredFact> Facts() =>
        Guarded(() => connection.Query<(string Key, string Value)>(FactRow.Select).Select(row => new StoredFact(row.Key, row.Value)).ToList());

    /// <summary>The rows of a table, each a text, a number or null for every column; read in parts, as <see cref="Episodes"/> is.</summary>
    public IEnumerable<object?[]> Export(ExportTable table)
    {
        var keys = table.Keys.Select(key => table.Columns.ToList().IndexOf(key)).ToArray();
        for (object?[]? last = null; ;)
        {
            var after = last;
            var part = Guarded(() => Rows(table, after is null ? [] : [.. keys.Select(key => after[key])]));
            foreach (var row in part) yield return row;
            if (part.Count < MostPerPart) yield break;
            last = part[^1];
        }
    }

    /// <inheritdoc />
    public void Check() => Guarded(() =>
    {
        Prepare();
        return true;
    });

    /// <inheritdoc />
    public void Save(LedgerChange change) => Writing(() =>
    {
        using var transaction = connection.BeginTransaction();
        episodes.Save(change.Episodes);
        connection.Execute(WarningRow.Insert, change.Warnings.Select(WarningRow.Of), transaction);
        connection.Execute(ActionRow.Upsert, change.Actions.Select(ActionRow.Of), transaction);
        connection.Execute(OutboxRow.Upsert, change.Outbox.Select(OutboxRow.Of), transaction);
        connection.Execute(OutboxRow.Delete, change.Sent.Select(id => new { id }), transaction);
        connection.Execute(FactRow.Upsert, change.Facts.Where(fact => fact.Value is not null), transaction);
        connection.Execute(FactRow.Delete, change.Facts.Where(fact => fact.Value is null), transaction);
        faults.Reach(FaultPoint.InTransaction);
        transaction.Commit();
        return true;
    });

    /// <inheritdoc />
    public ForgottenRows Forget(DateTimeOffset before, IReadOnlySet<string> needed, int most) => Writing(() =>
    {
        using var transaction = connection.BeginTransaction();
        var gone = OldRows.Remove(connection, Instant.Of(before), needed, most);
        transaction.Commit();
        return gone;
    });

    /// <inheritdoc />
    public bool GiveBack(int most) => Writing(() => FreePages.GiveBack(connection, most));

    public void Dispose()
    {
        lock (gate)
        {
            // it is known under two names, and disposed under each
            if (isClosed) return;
            isClosed = true;
            episodes.Dispose();
            if (isForReading) connection.Dispose();
            else if (broken is not null || !presence.IsThere) LedgerOpening.Leave(connection);
            else LedgerOpening.Close(connection);
            folder.Dispose();
        }
    }

    private List<object?[]> Rows(ExportTable table, object?[] after)
    {
        using var statement = new Statement(connection, table.Select(after.Length == 0, MostPerPart));
        foreach (var value in after) statement.BindValue(value);
        var rows = new List<object?[]>();
        while (statement.Step()) rows.Add([.. Enumerable.Range(0, table.Columns.Count).Select(statement.Value)]);
        return rows;
    }

    private List<ActionRecord> Records(string select, object parameters) =>
        [.. connection.Query<ActionRow>(select, parameters).Select(row => row.ToRecord())];

    private T Writing<T>(Func<T> work) => Guarded(() =>
    {
        Prepare();
        return work();
    });

    // INVARIANT: nothing is written where no start finds it. Nor behind what could not be brought to the disk: it may stand in the journal to
    // its end, and after a few of those a journal looks as if transactions in its middle were damaged.
    private void Prepare()
    {
        presence.Check();
        if ((presence.IsJournalThere && !isCutOff) || !LedgerOpening.RenewJournal(connection)) return;
        presence.JournalIsNew();
        isCutOff = false;
    }

    // INVARIANT: once anything was found damaged nothing is read or written any more: what else is damaged nobody knows.
    private T Guarded<T>(Func<T> work)
    {
        lock (gate)
        {
            if (broken is not null) throw new LedgerStoreException(broken.Message, broken);
            try
            {
                return work();
            }
            catch (LedgerDamageException damage)
            {
                throw broken = new LedgerStoreException(LedgerFault.Damaged(file, damage.Message), damage);
            }
            catch (SqliteException damage) when (LedgerFault.IsDamageWhileRunning(damage))
            {
                throw broken = new LedgerStoreException(LedgerFault.Damaged(file, damage.Message), damage);
            }
            catch (SqliteException failure)
            {
                isCutOff |= failure.SqliteErrorCode == raw.SQLITE_IOERR;
                throw new LedgerStoreException(LedgerFault.WhileRunning(file, failure), failure);
            }
        }
    }
}
