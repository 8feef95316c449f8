namespace K8GuardScript.Storage;

/// <summary>Looks at the head of a database before SQLite does, where SQLite would take damage for something else.</summary>
/// <remarks>The format: https://www.sqlite.org/fileformat2.html#the_database_header.</remarks>
internal static class LedgerHeader
{
    private const int Size = 100;
    private const int WriteVersion = 18;
    private const int ReadVersion = 19;
    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <returns>what is wrong, or null</returns>
    public static string? Problem(string file)
    {
        Span<byte> head = stackalloc byte[Size];
        using var database = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

        // SQLite would make an empty one of it, as if nothing had ever been there
        if (database.Length == 0) return "it is empty";
        if (database.ReadAtLeast(head, Size, throwOnEndOfStream: false) < Size || !head.StartsWith(Magic)) return "it is no database";

        // a later version than there is would be opened, but for reading only
        return head[WriteVersion] is 1 or 2 && head[ReadVersion] is 1 or 2 ? null : "its head is damaged";
    }
}
