namespace K8GuardScript.Storage;

/// <summary>The statements about small things to remember.</summary>
internal static class FactRow
{
    /// <summary>
    /// Stands there as long as a program has the file open: then what was written last is in the journal beside it, which must be there too.
    /// </summary>
    public const string OpenKey = "ledger/open";

    /// <summary>Every column but the seal.</summary>
    public static readonly string[] Columns = ["key", "value"];

    public const string Select = $"SELECT key AS Key, value AS Value FROM fact WHERE key <> '{OpenKey}' ORDER BY key";

    public static readonly string Upsert = $"""
        INSERT INTO fact (key, value, seal) VALUES (@Key, @Value, {RowSeal.Sql(["@Key", "@Value"])})
        ON CONFLICT DO UPDATE SET value = excluded.value, seal = excluded.seal
        """;

    public const string Delete = "DELETE FROM fact WHERE key = @Key";
}
