using System.Text.RegularExpressions;

namespace K8GuardScript.Sdk.Metering;

// Every search may read the rest of the text, so each match is charged with that.
public static partial class MeteredCalls
{
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
        foreach (Match match in matches) Fuel.ChargeText(input.Length - match.Index);
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
        // each `$…` of two characters or more stands for the whole text at most
        var longest = (long)replacement.Length + (replacement.Contains('$') ? (long)replacement.Length / 2 * Read(input).Length : 0);
        return regex.ReplaceMetered(input, match =>
        {
            Fuel.ChargeText(longest);
            return match.Result(replacement);
        });
    }

    /// <inheritdoc cref="Regex.Replace(string, MatchEvaluator)" />
    public static string ReplaceMetered(this Regex regex, string input, MatchEvaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        long length = Read(input).Length;
        return regex.Replace(input, match =>
        {
            Fuel.ChargeText(input.Length - match.Index);
            var replacement = evaluator(match);
            length += replacement?.Length ?? 0;
            Fuel.ChargeText(length);
            return replacement!;
        });
    }

    private static string Read(string input)
    {
        Fuel.ChargeText(input?.Length ?? 0);
        return input!;
    }
}
