using K8GuardScript.Sdk.Registration;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace K8GuardScript.Storage;

/// <summary>What SQLite's errors mean for a ledger.</summary>
internal static class LedgerFault
{
    /// <summary>How much is told of what SQLite says.</summary>
    public const int LongestWords = 500;

    // SQLITE_IOERR_CORRUPTFS, which the bindings do not name
    private const int CorruptFileSystem = raw.SQLITE_IOERR | (33 << 8);

    public static string InUse(string file) => $"the ledger `{file}` is in use by another k8guard: stop that one, or give another folder with `--data`";

    public static string NotWritable(string file) =>
        $"the ledger `{file}` can't be opened for writing: give a writable folder with `--data`";

    /// <summary>Whether an error says that the file is not what was written. What is full or out of reach is another matter.</summary>
    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode
        is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_NOMEM
        || IsLost(failure);

    /// <summary>The same while running, where a row of ours can also be wrong, and memory short.</summary>
    public static bool IsDamageWhileRunning(SqliteException failure) =>
        failure.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB || IsLost(failure);

    // a page is not there, or the file system says itself that it is damaged
    private static bool IsLost(SqliteException failure) =>
        failure.SqliteExtendedErrorCode is raw.SQLITE_IOERR_SHORT_READ or CorruptFileSystem;

    /// <summary>Why the ledger can't be opened, and what to do.</summary>
    public static string AtStart(string file, SqliteException failure) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => InUse(file),
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => NotWritable(file),
        raw.SQLITE_FULL => $"the ledger `{file}` can't grow: the disk is full; make room there",
        raw.SQLITE_PROTOCOL or raw.SQLITE_NOLFS =>
            $"the ledger `{file}` can't be locked: its file system has no locks; give a folder on another one with `--data`",
        raw.SQLITE_IOERR when failure.SqliteExtendedErrorCode is raw.SQLITE_IOERR_LOCK or raw.SQLITE_IOERR_RDLOCK or raw.SQLITE_IOERR_UNLOCK =>
            $"the ledger `{file}` can't be locked: the file system answers with an error; look at the volume, or give another folder with `--data`",
        raw.SQLITE_IOERR =>
            $"the ledger `{file}` can't be read or written: {Plain(failure.Message)}; look at the volume, or give another folder with `--data`",
        _ => $"the ledger `{file}` can't be used: {Plain(failure.Message)}",
    };

    /// <summary>Why what is to be written is not, and what to do. It is tried again by itself.</summary>
    public static string WhileRunning(string file, SqliteException failure) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => $"the disk is full: make room where `{file}` lies",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => $"`{file}` can't be written any more: make its volume writable",
        raw.SQLITE_IOERR => $"reading or writing `{file}` fails: look at its volume: {Plain(failure.Message)}",
        _ => $"`{file}` can't be written: {Plain(failure.Message)}",
    };

    /// <summary>The open file is not the one that a start would find.</summary>
    public static string Moved(string file) =>
        $"`{file}` was removed, moved or replaced while it is in use, so that what is written would be lost: put it back with what lay beside it, "
        + "or start k8guard again, which goes on with what lies there then";

    /// <summary>The file holds something else than was written: nothing helps but to start anew.</summary>
    public static string Damaged(string file, string found) =>
        $"the ledger `{file}` is damaged ({Plain(found)}): start k8guard again, which sets it aside, begins an empty one, "
        + "and acts on nothing until `k8guard resume`";

    // it quotes what it found, which in a damaged file may be anything
    private static string Plain(string words) => PlainText.Clean(words, LongestWords);
}
