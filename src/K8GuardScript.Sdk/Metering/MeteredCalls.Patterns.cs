using System.Text.RegularExpressions;

namespace K8GuardScript.Sdk.Metering;

// Every search may read the rest of the text, so each match is charged with that.
public static partial class MeteredCalls
{
    // how much text is left to search, a match does not tell
    private const int UnitsPerSearch = 4096;

    /// <summary>A match whose text is about to be copied.</summary>
    public static Capture LinearMetered(this Capture capture)
    {
        Fuel.ChargeText(capture.Length);
        return capture;
    }

    /// <inheritdoc cref="Regex.IsMatch(string)" />
    public static bool IsMatchMetered(this Regex regex, string input) => regex.IsMatch(Read(input));

    /// <inheritdoc cref="Regex.Match(string)" />
    public static Match MatchMetered(this Regex regex, string input) => regex.Match(Read(input));

    /// <summary>All matches, found at once.</summary>
    public static MatchCollection MatchesMetered(this Regex regex, string input)
    {
        var matches = regex.Matches(Read(input));
        foreach (Match match in matches)
        {
            Fuel.ChargeText(input.Length - match.Index);
            Fuel.Look();
        }

        return matches;
    }

    /// <inheritdoc cref="Regex.Count(string)" />
    public static int CountMetered(this Regex regex, string input) => regex.MatchesMetered(input).Count;

    /// <inheritdoc cref="Regex.Split(string)" />
    public static string[] SplitMetered(this Regex regex, string input)
    {
        regex.CountMetered(input);
        return regex.Split(input);
    }

    /// <inheritdoc cref="Regex.Replace(string, string)" />
    public static string ReplaceMetered(this Regex regex, string input, string replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        return regex.ReplaceMetered(input, match => match.ResultMetered(replacement));
    }

    /// <inheritdoc cref="Regex.Replace(string, MatchEvaluator)" />
    public static string ReplaceMetered(this Regex regex, string input, MatchEvaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        long length = Read(input).Length;
        return regex.Replace(input, match =>
        {
            Fuel.ChargeText(input.Length - match.Index);
            Fuel.Look();
            var replacement = evaluator(match);
            length += replacement?.Length ?? 0;
            Fuel.ChargeText(length);
            return replacement!;
        });
    }

    /// <inheritdoc cref="Match.NextMatch" />
    public static Match NextMatchMetered(this Match match)
    {
        Fuel.Charge(UnitsPerSearch);
        Fuel.Look();
        return match.NextMatch();
    }

    /// <inheritdoc cref="Match.Result" />
    public static string ResultMetered(this Match match, string replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        var others = replacement.AsSpan().Count('$');
        Fuel.ChargeText(replacement.Length + ((long)others * match.Length));
        if (others > 0 && (replacement.Contains("$_", StringComparison.Ordinal) || replacement.Contains("$`", StringComparison.Ordinal)
            || replacement.Contains("$'", StringComparison.Ordinal)))
        {
            throw new ArgumentException("a replacement can't hold `$_`, `` $` `` or `$'`: put the text together with `+`", nameof(replacement));
        }

        return match.Result(replacement);
    }

    // one search may take as long as its time-out lets it
    private static string Read(string input)
    {
        Fuel.ChargeText(input?.Length ?? 0);
        Fuel.Look();
        return input!;
    }
}
