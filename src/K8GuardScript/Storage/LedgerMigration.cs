using System.Globalization;
using Dapper;
using K8GuardScript.Core.Guard;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Storage;

/// <summary>Brings a ledger's tables to this program's version, each step in a transaction of its own.</summary>
internal static class LedgerMigration
{
    /// <param name="connection">the ledger, for nobody else</param>
    /// <param name="files">where it lies; null for one that is new, of which no copy is kept</param>
    /// <param name="faults">where a test ends the program</param>
    /// <returns>what people should know, or null</returns>
    public static string? Run(SqliteConnection connection, LedgerFiles? files, IFaultPoints faults)
    {
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (version == LedgerSchema.Migrations.Count) return null;
        var note = files is null || version == 0 ? null : KeepCopy(connection, files, version);
        for (; version < LedgerSchema.Migrations.Count; version++)
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(LedgerSchema.Migrations[version], transaction: transaction);
            faults.Reach(FaultPoint.InMigration);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"), transaction: transaction);
            transaction.Commit();
        }

        return note;
    }

    // for whoever has to go back to the program that wrote it
    private static string KeepCopy(SqliteConnection connection, LedgerFiles files, int version)
    {
        var copy = files.Before(LedgerSchema.Migrations.Count);
        var unfinished = copy + ".new";
        try
        {
            File.Delete(unfinished);
            LedgerFiles.Create(unfinished);
            connection.Execute("VACUUM INTO @unfinished", new { unfinished });
            File.Move(unfinished, copy, overwrite: true);
            return $"the ledger is changed from version {version} of its tables to {LedgerSchema.Migrations.Count}; as it was, it is kept as `{copy}`";
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            TryDelete(unfinished);
            return $"the ledger is changed from version {version} of its tables to {LedgerSchema.Migrations.Count}, and no copy of it "
                + $"as it was could be kept: {failure.Message}";
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // the same disk failed before, which is told; the next change of the tables removes it
        }
    }
}
