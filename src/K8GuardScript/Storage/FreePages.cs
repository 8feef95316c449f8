using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace K8GuardScript.Storage;

/// <summary>Gives what is free in a ledger's file back to the disk. Some stays, as what is written next needs it.</summary>
internal static class FreePages
{
    // of 4 KiB
    private const long Spare = 256;

    /// <summary>What a new ledger is told before its first table: pages can be given back a few at a time.</summary>
    public const string ByAndBy = "PRAGMA auto_vacuum=INCREMENTAL;";

    /// <summary>Gives some back. The file gets smaller with the next checkpoint.</summary>
    /// <param name="connection">for nobody else</param>
    /// <param name="most">so many pages, each of which may be written elsewhere for that</param>
    /// <returns>whether there are more to give; never for a file that was made without <see cref="ByAndBy"/></returns>
    public static bool GiveBack(SqliteConnection connection, int most)
    {
        var free = Free(connection) - Spare;
        if (free <= 0 || connection.ExecuteScalar<int>("PRAGMA auto_vacuum") != 2) return false;

        // each step gives one page back
        using (var statement = new Statement(connection, $"PRAGMA incremental_vacuum({Math.Min(free, most)})"))
        {
            while (statement.Step())
            {
            }
        }

        return free > most;
    }

    /// <summary>
    /// Writes a file anew of which most is free, so that it is small, and gives back by and by from then on. It is as it was where there is
    /// no room for that.
    /// </summary>
    /// <param name="connection">for nobody else, and nobody waits</param>
    public static void Pack(SqliteConnection connection)
    {
        var free = Free(connection);
        if (free <= Spare || 2 * free <= connection.ExecuteScalar<long>("PRAGMA page_count")) return;
        try
        {
            connection.Execute($"{ByAndBy} VACUUM");
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY)
        {
            // INVARIANT: it only saves room; nothing of the ledger is changed by what did not come to its end, and the next start tries again.
        }
    }

    private static long Free(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA freelist_count");
}
