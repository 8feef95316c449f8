using Dapper;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Storage;

/// <summary>Looks whether a database is a ledger, and whole.</summary>
internal static class LedgerCheck
{
    /// <summary>Throws if the database is another program's; one without anything in it is nobody's.</summary>
    /// <exception cref="LedgerFileException">it is</exception>
    public static void RejectForeign(SqliteConnection connection, string file)
    {
        if (connection.ExecuteScalar<int>("PRAGMA application_id") == LedgerSchema.ApplicationId) return;
        var tables = connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table'").ToHashSet(StringComparer.Ordinal);

        // one whose name is damaged does not make it another's
        if (tables.Count == 0 || tables.Count(LedgerSchema.FirstTables.Contains) >= 2) return;
        throw new LedgerFileException($"the database `{file}` belongs to another program: give another folder with `--data`");
    }

    /// <summary>Throws if a newer program wrote the ledger.</summary>
    /// <exception cref="LedgerFileException">it did</exception>
    public static void RejectNewer(SqliteConnection connection, LedgerFiles files)
    {
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");

        // a newer one has other tables: where they are this version's, the number is damaged
        if (version <= LedgerSchema.Migrations.Count || LedgerSchema.Matches(connection, LedgerSchema.Migrations.Count)) return;
        var copy = files.Before(LedgerSchema.Migrations.Count + 1);
        var way = File.Exists(copy) ? $"put the copy `{copy}` in its place (what came later is lost)" : "give another folder with `--data`";
        throw new LedgerFileException(
            $"the ledger `{files.Ledger}` was written by a newer version of k8guard (schema {version}): run that version, or {way}");
    }

    /// <summary>Looks at the structure of the file, whatever the version of its tables.</summary>
    /// <exception cref="LedgerDamageException">it is damaged</exception>
    /// <exception cref="SqliteException">it is so damaged that it can't be looked at</exception>
    public static void Structure(SqliteConnection connection)
    {
        var verdict = connection.ExecuteScalar<string>("PRAGMA quick_check(1)");
        if (verdict != "ok") throw new LedgerDamageException(verdict ?? "it can't be checked");
        if (connection.ExecuteScalar<string>("PRAGMA encoding") != "UTF-8") throw new LedgerDamageException("its texts have another encoding");
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (!LedgerSchema.Matches(connection, version)) throw new LedgerDamageException($"its tables are not those of version {version}");
    }

    /// <summary>Looks at every row, which is read and compared with its checksum; some 200,000 in a second.</summary>
    /// <exception cref="LedgerDamageException">one is not as it was written, or can't be understood</exception>
    public static void Rows(SqliteConnection connection)
    {
        foreach (var (table, columns) in LedgerSchema.Sealed)
        {
            using var rows = new Statement(connection, $"SELECT {string.Join(", ", columns)}, seal FROM {table}");
            while (rows.Step())
            {
                if (!rows.IsSealed(columns.Count)) throw new LedgerDamageException($"a row of `{table}` is not as it was written");
            }
        }
    }

    /// <summary>Reads everything as it will be read, which fails where a word or an instant makes no sense.</summary>
    /// <exception cref="LedgerDamageException">it does</exception>
    public static void Meaning(SqliteConnection connection)
    {
        try
        {
            using var episodes = new Statement(connection, EpisodeRow.Select);
            while (episodes.Step()) EpisodeRow.Read(episodes);
            foreach (var row in connection.Query<ActionRow>(ActionRow.SelectAll, buffered: false)) row.ToRecord();
            foreach (var row in connection.Query<OutboxRow>(OutboxRow.Select, buffered: false)) row.ToEntry();
        }
        catch (Exception nonsense) when (nonsense is FormatException or ArgumentException or OverflowException)
        {
            throw new LedgerDamageException($"a row can't be understood: {nonsense.Message}");
        }
    }
}
