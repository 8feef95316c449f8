using System.Text.RegularExpressions;

namespace K8GuardScript.Scripts;

/// <summary>Guesses whose policy a script is that can't be run: what it waits for must not count as gone.</summary>
internal static partial class PossibleIds
{
    /// <param name="file">the script's file name, which by custom is the id</param>
    /// <param name="text">its text, if it could be read</param>
    /// <param name="known">the id that it had when it last could be run, or null</param>
    public static IReadOnlyList<string> Of(string file, string? text, string? known) =>
    [
        .. Declared().Matches(text ?? "").Select(match => match.Groups[1].Value)
            .Append(Path.GetFileNameWithoutExtension(file)).Append(known).OfType<string>().Distinct(),
    ];

    [GeneratedRegex("\\bPolicy\\s*\\(\\s*\"([^\"\\r\\n]{1,63})\"", RegexOptions.CultureInvariant)]
    private static partial Regex Declared();
}
