using System.Text.RegularExpressions;

namespace K8GuardScript.Sdk.Metering;

/// <summary>
/// Makes the regular expressions of scripts: such that can't back-track where the pattern allows it, and all of them with a
/// time-out. Keeps the last few that were made from a pattern in passing, per thread.
/// </summary>
internal static class PatternCache
{
    public const int LongestPattern = 1000;
    private const int MostKept = 16;
    private const int UnitsPerPattern = 5_000;

    private const RegexOptions Honoured = RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.Singleline
        | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.RightToLeft;

    /// <summary>How long one search may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    [ThreadStatic]
    private static Dictionary<(string Pattern, RegexOptions Options), Regex>? kept;

    public static Regex Get(string pattern, RegexOptions options)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        kept ??= new Dictionary<(string, RegexOptions), Regex>(MostKept);
        if (kept.TryGetValue((pattern, options), out var known)) return known;

        var made = Create(pattern, options);
        if (kept.Count == MostKept) kept.Clear();
        return kept[(pattern, options)] = made;
    }

    /// <exception cref="ArgumentException">the pattern is none</exception>
    public static Regex Create(string pattern, RegexOptions options) => Create(pattern, options, Longest);

    /// <exception cref="ArgumentException">the pattern is none</exception>
    public static Regex Create(string pattern, RegexOptions options, TimeSpan timeOut)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length > LongestPattern) throw FuelExhaustedException.LongPattern(LongestPattern);
        Fuel.Charge(UnitsPerPattern);

        var longest = timeOut > Longest || timeOut == Regex.InfiniteMatchTimeout ? Longest : timeOut;
        var wanted = (options & Honoured) | RegexOptions.CultureInvariant;
        if ((wanted & RegexOptions.RightToLeft) == 0)
        {
            try
            {
                return new Regex(pattern, wanted | RegexOptions.NonBacktracking, longest);
            }
            catch (NotSupportedException)
            {
                // a back-reference, a look-around, or too many states: the time-out alone bounds it
                return new Regex(pattern, wanted, longest);
            }
        }

        return new Regex(pattern, wanted, longest);
    }
}
