using System.Globalization;
using System.Text;

namespace K8GuardScript.Sdk.Registration;

/// <summary>Durations as people write them: <c>500ms</c>, <c>90s</c>, <c>10m</c>, <c>1h30m</c>, <c>7d</c>.</summary>
internal static class Duration
{
    /// <summary>Ten years: far beyond any pace, and far within what can be added to an instant.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    /// <summary>
    /// Reads whole, non-negative numbers with the units d, h, m, s, ms, each at most once, from the longest to the shortest; and
    /// <c>0</c>. At most <see cref="Longest"/>.
    /// </summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text == "0") return true;
        if (string.IsNullOrEmpty(text)) return false;

        var sum = TimeSpan.Zero;
        var nextUnit = 0;
        for (var at = 0; at < text.Length;)
        {
            var digits = CountWhile(text, at, char.IsAsciiDigit);
            var letters = CountWhile(text, at + digits, char.IsAsciiLetter);
            var unit = Array.FindIndex(Units, nextUnit, known => known.Unit == text.Substring(at + digits, letters));
            if (digits is 0 or > 12 || unit < 0) return false;

            var count = long.Parse(text.AsSpan(at, digits), NumberStyles.None, CultureInfo.InvariantCulture);
            if (count > Longest / Units[unit].Length) return false;
            sum += Units[unit].Length * count;
            nextUnit = unit + 1;
            at += digits + letters;
        }

        duration = sum;
        return sum <= Longest;
    }

    /// <summary>The shortest text that <see cref="TryParse"/> reads back, to the millisecond.</summary>
    public static string Format(TimeSpan duration)
    {
        var text = new StringBuilder();
        foreach (var (unit, length) in Units)
        {
            var count = duration.Ticks / length.Ticks;
            if (count == 0) continue;
            text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
            duration -= length * count;
        }

        return text.Length == 0 ? "0" : text.ToString();
    }

    private static int CountWhile(string text, int from, Func<char, bool> condition)
    {
        var count = 0;
        while (from + count < text.Length && condition(text[from + count])) count++;
        return count;
    }
}
