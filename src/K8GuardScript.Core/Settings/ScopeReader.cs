using System.Globalization;
using K8GuardScript.Core.Scopes;

namespace K8GuardScript.Core.Settings;

/// <summary>Reads the keys that say which objects something holds for. One for all scopes of a reading: equal ones share what they remember.</summary>
internal sealed class ScopeReader
{
    /// <summary>Longer lists of patterns are refused.</summary>
    public const int MostPatterns = 1000;

    private static readonly string[] Keys = ["namespaces", "namespaceSelector", "objectSelector", "kinds", "names"];
    private readonly Dictionary<string, NamespaceScope> namespaces = new(StringComparer.Ordinal);

    public Scope Read(SettingsMap map)
    {
        var patterns = Patterns(map, "namespaces");
        var selector = Selector(map, "namespaceSelector");
        var read = new Scope(
            new NamespaceScope(new NamePatterns(patterns), selector),
            Selector(map, "objectSelector"),
            new KindPatterns(Patterns(map, "kinds")),
            new NamePatterns(Patterns(map, "names")));
        if (read.IsEverything) return Scope.Everything;

        var text = new Scope(read.Namespaces).Text;
        if (!namespaces.TryGetValue(text, out var known)) namespaces[text] = known = read.Namespaces;
        return new Scope(known, read.Objects, read.Kinds, read.Names);
    }

    /// <summary>Whether any of the keys says something, be it wrong.</summary>
    public static bool IsNamed(SettingsMap map) => Array.Exists(Keys, key => map.Raw(key) is { Items: not { Count: 0 } });

    private static IReadOnlyList<string> Patterns(SettingsMap map, string key)
    {
        var patterns = map.Texts(key);
        if (patterns.Count > MostPatterns)
        {
            map.Problem(key, string.Create(
                CultureInfo.InvariantCulture, $"`{map.Path}.{key}` holds {patterns.Count} patterns: at most {MostPatterns} are taken"));
            return [];
        }

        if (patterns.Any(pattern => pattern is "" or "!"))
            map.Problem(key, $"`{map.Path}.{key}` holds an empty pattern: write a name, with `*` for any characters, or take it out");
        return patterns;
    }

    private static LabelSelector? Selector(SettingsMap map, string key)
    {
        if (map.Text(key) is not { } text) return null;
        var reading = SelectorParser.Parse(text);
        foreach (var problem in reading.Problems) map.Problem(key, $"`{map.Path}.{key}`: {problem}");
        return reading.Selector;
    }
}
