namespace K8GuardScript.Storage;

/// <summary>Instants as the database holds them: milliseconds since 1970 in UTC.</summary>
internal static class Instant
{
    public static long Of(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? Of(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    public static DateTimeOffset From(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? From(long? milliseconds) => milliseconds is { } known ? From(known) : null;
}
