using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace K8GuardScript.Storage;

/// <summary>
/// The checksum (CRC-32C) of one row's values, which stands in its last column. SQLite keeps none for its file: where a bit flips within a
/// value, <c>quick_check</c> finds nothing, and two warnings read as three.
/// </summary>
/// <remarks>
/// A checksum for each row and not for each page: pages would need a virtual file system of our own, and the row's is what must be right.
/// A CRC finds every flip of a few bits close together, and of all other damage all but one in four billion.
/// </remarks>
internal struct RowSeal
{
    /// <summary>The function of SQL that seals its arguments.</summary>
    public const string Function = "k8guard_seal";

    private uint sum;

    /// <summary>The checksum of what was added so far.</summary>
    public readonly long Value => sum;

    /// <summary>Makes <see cref="Function"/> known to a connection.</summary>
    public static void AddTo(SqliteConnection connection) => raw.sqlite3_create_function(
        connection.Handle!, Function, -1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null,
        (context, _, values) => raw.sqlite3_result_int64(context, Of(values)));

    /// <summary>What seals some columns in SQL.</summary>
    /// <param name="columns">names, or whatever else has a value</param>
    public static string Sql(IEnumerable<string> columns) => $"{Function}({string.Join(", ", columns)})";

    /// <summary>A text in UTF-8, or null. What stands before it says where it ends, so that no letter can go from one column to the next.</summary>
    public void AddText(ReadOnlySpan<byte> utf8)
    {
        Add('t', utf8.Length);
        while (utf8.Length >= sizeof(ulong))
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(utf8));
            utf8 = utf8[sizeof(ulong)..];
        }

        foreach (var each in utf8) sum = BitOperations.Crc32C(sum, each);
    }

    public void AddNumber(long number) => Add('n', number);

    public void AddNull() => Add('0', 0);

    // the very bytes: a text of the client's ends at its first zero
    private static long Of(sqlite3_value[] values)
    {
        var seal = new RowSeal();
        foreach (var value in values)
        {
            switch (raw.sqlite3_value_type(value))
            {
                case raw.SQLITE_NULL:
                    seal.AddNull();
                    break;
                case raw.SQLITE_INTEGER:
                    seal.AddNumber(raw.sqlite3_value_int64(value));
                    break;
                default:
                    seal.AddText(raw.sqlite3_value_blob(value));
                    break;
            }
        }

        return seal.Value;
    }

    private void Add(char kind, long number)
    {
        sum = BitOperations.Crc32C(sum, (ushort)kind);
        sum = BitOperations.Crc32C(sum, (ulong)number);
    }
}
