using System.Text;

namespace K8GuardScript.Core.Scopes;

/// <summary>Writes a scope so that equal scopes give equal text, for people too.</summary>
internal static class ScopeText
{
    public static string Of(Scope scope)
    {
        var text = new StringBuilder();
        Append(text, "namespaces", scope.Namespaces.Patterns.All);
        Append(text, "namespaceSelector", scope.Namespaces.Selector);
        Append(text, "objectSelector", scope.Objects);
        Append(text, "kinds", scope.Kinds.All);
        Append(text, "names", scope.Names.All);
        return text.ToString();
    }

    // INVARIANT: a pattern is quoted, and a quote in it doubled, so that no pattern can look like two.
    private static void Append(StringBuilder text, string key, IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0) return;
        var quoted = patterns.Select(pattern => $"\"{pattern.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        text.Append(text.Length == 0 ? "" : " ").Append(key).Append(": [").AppendJoin(", ", quoted).Append(']');
    }

    private static void Append(StringBuilder text, string key, LabelSelector? selector)
    {
        if (selector is not null) text.Append(text.Length == 0 ? "" : " ").Append(key).Append(": ").Append(selector);
    }
}
