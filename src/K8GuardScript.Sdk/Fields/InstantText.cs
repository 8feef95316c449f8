using System.Globalization;

namespace K8GuardScript.Sdk.Fields;

/// <summary>Instants as RFC 3339 section 5.6 writes them, always with their offset: <c>2026-01-31T12:00:00.5+01:00</c>.</summary>
/// <remarks>The runtime's own reader completes what is missing from the clock and the time zone of the machine.</remarks>
internal static class InstantText
{
    private const int MostChars = 64;
    private const int FractionAt = 19;

    // what a DateTimeOffset can hold: ticks of 100 ns
    private const int MostDigits = 7;

    /// <returns>false for what is no instant, or lies outside the years 1 to 9999 in UTC</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length is <= FractionAt or > MostChars) return false;
        var zone = FractionAt;
        if (text[zone] == '.')
        {
            do zone++;
            while (zone < text.Length && char.IsAsciiDigit(text[zone]));
        }

        if (zone == FractionAt + 1 || zone == text.Length) return false;
        Span<char> buffer = stackalloc char[MostChars];
        var length = Math.Min(zone, FractionAt + 1 + MostDigits);
        text[..length].ToUpperInvariant(buffer);
        text[zone..].ToUpperInvariant(buffer[length..]);
        return DateTimeOffset.TryParseExact(
            buffer[..(length + text.Length - zone)], "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }
}
