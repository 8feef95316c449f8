using System.Text.RegularExpressions;

namespace K8GuardScript.Sdk.Metering;

// In the place of `new Regex(…)` and of the static methods of Regex, whose cache is everybody's.
public static partial class Metered
{
    /// <summary><c>new Regex(pattern)</c>.</summary>
    public static Regex NewRegex(string pattern) => PatternCache.Create(pattern, RegexOptions.None);

    /// <summary><c>new Regex(pattern, options)</c>.</summary>
    public static Regex NewRegex(string pattern, RegexOptions options) => PatternCache.Create(pattern, options);

    /// <summary><c>new Regex(pattern, options, timeout)</c>; a time-out beyond the guard's is cut.</summary>
    public static Regex NewRegex(string pattern, RegexOptions options, TimeSpan matchTimeout) =>
        PatternCache.Create(pattern, options, matchTimeout);

    /// <inheritdoc cref="Regex.IsMatch(string, string)" />
    public static bool IsMatch(string input, string pattern, RegexOptions options = RegexOptions.None) =>
        PatternCache.Get(pattern, options).IsMatchMetered(input);

    /// <inheritdoc cref="Regex.Match(string, string)" />
    public static Match Match(string input, string pattern, RegexOptions options = RegexOptions.None) =>
        PatternCache.Get(pattern, options).MatchMetered(input);

    /// <inheritdoc cref="Regex.Matches(string, string)" />
    public static MatchCollection Matches(string input, string pattern, RegexOptions options = RegexOptions.None) =>
        PatternCache.Get(pattern, options).MatchesMetered(input);

    /// <inheritdoc cref="Regex.Count(string, string)" />
    public static int Count(string input, string pattern, RegexOptions options = RegexOptions.None) =>
        PatternCache.Get(pattern, options).CountMetered(input);

    /// <inheritdoc cref="Regex.Split(string, string)" />
    public static string[] Split(string input, string pattern, RegexOptions options = RegexOptions.None) =>
        PatternCache.Get(pattern, options).SplitMetered(input);

    /// <inheritdoc cref="Regex.Replace(string, string, string)" />
    public static string Replace(string input, string pattern, string replacement, RegexOptions options = RegexOptions.None) =>
        PatternCache.Get(pattern, options).ReplaceMetered(input, replacement);

    /// <inheritdoc cref="Regex.Replace(string, string, MatchEvaluator)" />
    public static string Replace(string input, string pattern, MatchEvaluator evaluator, RegexOptions options = RegexOptions.None) =>
        PatternCache.Get(pattern, options).ReplaceMetered(input, evaluator);
}
