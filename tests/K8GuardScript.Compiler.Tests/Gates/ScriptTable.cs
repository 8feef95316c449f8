using System.Globalization;
using System.Runtime.CompilerServices;

namespace K8GuardScript.Compiler.Tests.Gates;

/// <summary>Scripts that are kept as text: <c>=== title</c>, then <c>CODE line:column</c> where something is expected, then the script.</summary>
internal static class ScriptTable
{
    /// <summary>The folder of this project's sources.</summary>
    public static string Root { get; } = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;

    /// <param name="folder"><c>Hostile</c> or <c>Good</c></param>
    /// <param name="hasExpectation">true where the first line of each entry is the expected problem</param>
    public static IEnumerable<ScriptEntry> Read(string folder, bool hasExpectation)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Root, folder), "*.txt").Order(StringComparer.Ordinal))
        {
            foreach (var entry in File.ReadAllText(file).Split("\n=== ").Skip(1)) yield return Parse(entry, hasExpectation);
        }
    }

    private static string Here([CallerFilePath] string here = "") => here;

    private static ScriptEntry Parse(string entry, bool hasExpectation)
    {
        var (title, rest) = Cut(entry);
        if (!hasExpectation) return new ScriptEntry(title, "", 0, 0, rest);
        var (expected, script) = Cut(rest);
        var words = expected.Split(' ', ':');
        return new ScriptEntry(
            title,
            words[0],
            int.Parse(words[1], CultureInfo.InvariantCulture),
            int.Parse(words[2], CultureInfo.InvariantCulture),
            script);
    }

    private static (string First, string Others) Cut(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return (text[..end].Trim(), text[(end + 1)..]);
    }
}
