using System.Text.RegularExpressions;

namespace K8GuardScript.Compiler;

/// <summary>
/// Tells which libraries a script may load, without a compiler. It may name too many, as where a directive is commented out, and
/// never too few: what it does not name is not handed to the compiler.
/// </summary>
internal static partial class LibraryScan
{
    /// <summary>Those of the libraries that the text loads, directly or not.</summary>
    /// <param name="text">the script's text</param>
    /// <param name="libraries">all that could be loaded, by file name</param>
    public static IReadOnlyDictionary<string, LibraryFile> Closure(string text, IReadOnlyDictionary<string, LibraryFile> libraries)
    {
        var found = new SortedDictionary<string, LibraryFile>(StringComparer.Ordinal);
        var left = new Stack<string>([text]);
        while (left.TryPop(out var next))
        {
            foreach (Match match in Directive().Matches(next))
            {
                var name = match.Groups[1].Value;
                if (!libraries.TryGetValue(name, out var library) || !found.TryAdd(name, library)) continue;
                if (library.Text is { } loaded) left.Push(loaded);
            }
        }

        return found;
    }

    [GeneratedRegex("load\\s*\"(_[^\"\r\n]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}
