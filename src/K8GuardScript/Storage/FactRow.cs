namespace K8GuardScript.Storage;

/// <summary>The statements about small things to remember.</summary>
internal static class FactRow
{
    public const string Select = "SELECT key AS Key, value AS Value FROM fact ORDER BY key";

    public const string Upsert = "INSERT INTO fact VALUES (@Key, @Value) ON CONFLICT DO UPDATE SET value = excluded.value";

    public const string Delete = "DELETE FROM fact WHERE key = @Key";
}
