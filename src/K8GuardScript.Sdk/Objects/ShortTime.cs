using System.Buffers.Text;
using System.Globalization;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Instants in the one form that the API server writes, <c>2026-01-31T12:00:00Z</c>, as seconds from 2020 on; 29 bits reach to
/// 2037. What is written in any other way, or lies outside, stays a text.
/// </summary>
internal static class ShortTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int Length = 20;
    private const long Seconds = 1L << 29;

    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool TryRead(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.Length != Length || text[10] != 'T' || text[19] != 'Z' || text[13] != ':' || text[16] != ':') return false;
        if (text[4] != '-' || text[7] != '-') return false;
        if (!Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)) return false;
        if (!Number(text[11..13], out var hour) || !Number(text[14..16], out var minute)) return false;
        if (!Number(text[17..19], out var second)) return false;
        if (year is < 2020 or > 2037 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;

        var since = (new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero) - Start).Ticks / TimeSpan.TicksPerSecond;
        seconds = (int)since;
        return since < Seconds;
    }

    public static DateTimeOffset Instant(int word) => Start.AddTicks(Word.Unsigned(word) * TimeSpan.TicksPerSecond);

    public static string Text(int word) => Instant(word).ToString(Form, CultureInfo.InvariantCulture);

    private static bool Number(ReadOnlySpan<byte> digits, out int number) =>
        Utf8Parser.TryParse(digits, out number, out var used) && used == digits.Length && digits[0] is >= (byte)'0' and <= (byte)'9';
}
