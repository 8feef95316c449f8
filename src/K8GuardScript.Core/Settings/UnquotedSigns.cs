using System.Globalization;
using K8GuardScript.Sdk.Registration;
using YamlDotNet.Core;

namespace K8GuardScript.Core.Settings;

/// <summary>
/// Finds patterns that begin with <c>!</c> or <c>*</c> and lack their quotes, where they made a text no YAML: the parser tells of tags and
/// aliases then, often lines further down.
/// </summary>
internal static class UnquotedSigns
{
    private const int MostLinesBefore = 3;
    private const int MostProblems = 20;

    // tags that mean something here; every other one is refused anyway
    private static readonly string[] KnownTags = ["!!str", "!!int", "!!float", "!!bool", "!!null", "!!seq", "!!map", "!<tag:"];

    /// <summary>Those in the line where the parser gave up, and in the few lines with content before it: one problem for each.</summary>
    /// <param name="text">what is no YAML</param>
    /// <param name="file">for <see cref="SettingsProblem.Place"/></param>
    /// <param name="broken">where the parser gave up</param>
    public static IReadOnlyList<SettingsProblem> Before(string text, string file, Mark broken) =>
    [
        .. Lines(text).Where(line => line.Number <= broken.Line && line.Text.Length > 0).TakeLast(MostLinesBefore + 1)
            .SelectMany(line => Of(line, text, file)),
    ];

    /// <summary>Those in a line and after it, where it is not known how far the parser came.</summary>
    /// <param name="text">what is no YAML</param>
    /// <param name="file">for <see cref="SettingsProblem.Place"/></param>
    /// <param name="last">the last place that it understood</param>
    public static IReadOnlyList<SettingsProblem> From(string text, string file, Mark last) =>
        [.. Lines(text).Where(line => line.Number >= last.Line).SelectMany(line => Of(line, text, file)).Take(MostProblems)];

    private static IEnumerable<(int Number, string Text)> Lines(string text) => text.Split('\n').Select((line, i) => (i + 1, line.TrimEnd()));

    private static IEnumerable<SettingsProblem> Of((int Number, string Text) line, string text, string file) =>
        In(line.Text, text).Select(sign => Problem(file, line.Number, sign.Column, sign.Text));

    // where a value may begin: at the line's start, after `[`, `{`, `,`, and after `-` and `:` with a space
    private static IEnumerable<(int Column, string Text)> In(string line, string whole)
    {
        var isAtStart = true;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '#' && (i == 0 || line[i - 1] == ' ')) yield break;
            if (c == ' ') continue;
            if (isAtStart && c is '"' or '\'')
            {
                i = EndOfQuoted(line, i);
                isAtStart = false;
                continue;
            }

            if (isAtStart && c is '!' or '*')
            {
                var end = line.AsSpan(i).IndexOfAny(",]} ");
                var sign = end < 0 ? line[i..] : line[i..(i + end)];
                if (!IsMeant(sign, whole)) yield return (i + 1, sign);
                i += sign.Length - 1;
                isAtStart = false;
                continue;
            }

            isAtStart = c is '[' or '{' or ',' || (c is '-' or ':' or '?' && i + 1 < line.Length && line[i + 1] == ' ');
        }
    }

    private static int EndOfQuoted(string line, int start)
    {
        var quote = line[start];
        for (var i = start + 1; i < line.Length; i++)
        {
            if (quote == '"' && line[i] == '\\') i++;
            else if (line[i] == quote) return i;
        }

        return line.Length;
    }

    private static bool IsMeant(string sign, string whole) => sign[0] == '!'
        ? Array.Exists(KnownTags, tag => sign.StartsWith(tag, StringComparison.Ordinal))
        : sign.Length > 1 && whole.Contains('&' + sign[1..], StringComparison.Ordinal);

    private static SettingsProblem Problem(string file, int line, int column, string sign)
    {
        var seen = PlainText.Clean(sign, 100);
        var what = sign[0] == '!' ? "a tag of YAML" : "an alias of YAML";
        return new SettingsProblem(
            string.Create(CultureInfo.InvariantCulture, $"{file}({line},{column})"),
            $"this is no valid YAML: what begins with `{sign[0]}` is {what}, unless it stands in quotes: quote it, as in `\"{seen}\"`");
    }
}
