using System.Globalization;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Sdk.Registration;

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

    /// <summary>
    /// The same for what holds only where it says so: nothing at all is wrong, and so is a condition that was left empty, as it would
    /// take in what the others leave out.
    /// </summary>
    public Scope ReadNamed(SettingsMap map)
    {
        var scope = Read(map);
        var written = Keys.Where(map.IsWritten).ToList();
        foreach (var key in written.Where(key => map.Raw(key) is not { } value || value.Items is { Count: 0 }))
            map.Problem(key, $"`{map.Path}.{key}` is empty, and would take in everything: say which it takes in, or take the key out");

        if (map.IsMap && written.Count == 0)
        {
            const string Message = "says nothing of where it holds: name `namespaces`, `namespaceSelector`, `objectSelector`, `kinds` or `names`";
            map.Problem("namespaces", $"`{map.Path}` {Message}");
        }

        return scope;
    }

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
        if (map.Raw(key) is { Quoted: false } && PlainScalar.Kind(text) is { } kind)
        {
            var seen = PlainText.Clean(text, 100);
            map.Problem(key, $"`{map.Path}.{key}` is {kind} `{seen}`, and no selector: quote it if you mean a label of that name, as in `\"{seen}\"`");
            return null;
        }

        var reading = SelectorParser.Parse(text);
        foreach (var problem in reading.Problems) map.Problem(key, $"`{map.Path}.{key}`: {problem}");
        return reading.Selector;
    }
}
