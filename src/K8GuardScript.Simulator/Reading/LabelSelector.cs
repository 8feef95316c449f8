using K8GuardScript.Simulator.Answers;

namespace K8GuardScript.Simulator.Reading;

/// <summary>
/// A parsed label selector: <c>a=b</c>, <c>a!=b</c>, <c>a in (b,c)</c>, <c>a notin (b)</c>, <c>a</c>, <c>!a</c>, joined by commas.
/// </summary>
internal sealed class LabelSelector
{
    private readonly List<Func<IReadOnlyDictionary<string, string>, bool>> requirements = [];

    private LabelSelector()
    {
    }

    public bool IsEmpty => requirements.Count == 0;

    public static LabelSelector Parse(string text)
    {
        var selector = new LabelSelector();
        foreach (var term in Terms(text)) selector.requirements.Add(Requirement(term));
        return selector;
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in requirements)
        {
            if (!requirement(labels)) return false;
        }

        return true;
    }

    /// <summary>Splits at the commas that are outside parentheses.</summary>
    private static IEnumerable<string> Terms(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '(') depth++;
            if (i < text.Length && text[i] == ')') depth--;
            if (i < text.Length && (text[i] != ',' || depth > 0)) continue;
            var term = text[start..i].Trim();
            if (term.Length > 0) yield return term;
            start = i + 1;
        }
    }

    private static Func<IReadOnlyDictionary<string, string>, bool> Requirement(string term)
    {
        if (term[0] == '!')
        {
            var absent = Key(term[1..]);
            return labels => !labels.ContainsKey(absent);
        }

        if (Set(term) is { } set) return set;
        var at = term.IndexOf('=', StringComparison.Ordinal);
        if (at < 0)
        {
            var present = Key(term);
            return labels => labels.ContainsKey(present);
        }

        var not = at > 0 && term[at - 1] == '!';
        var key = Key(term[..(not ? at - 1 : at)]);
        var rest = term[(at + 1)..];
        var value = Value(!not && rest.StartsWith('=') ? rest[1..] : rest);
        return not
            ? labels => !labels.TryGetValue(key, out var has) || has != value
            : labels => labels.TryGetValue(key, out var has) && has == value;
    }

    private static Func<IReadOnlyDictionary<string, string>, bool>? Set(string term)
    {
        if (!term.EndsWith(')') || term.IndexOf('(', StringComparison.Ordinal) is not (> 0 and var open)) return null;
        var head = term[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (head is not [var name, "in" or "notin"]) throw Unparsable(term[..open].Trim());
        var key = Key(name);
        var values = term[(open + 1)..^1].Split(',').Select(Value).ToHashSet(StringComparer.Ordinal);
        return head[1] == "in"
            ? labels => labels.TryGetValue(key, out var value) && values.Contains(value)
            : labels => !labels.TryGetValue(key, out var value) || !values.Contains(value);
    }

    private static string Key(string text)
    {
        var key = text.Trim();
        return key.Length > 0 && key.All(IsWordPart) ? key : throw Unparsable(key);
    }

    private static string Value(string text)
    {
        var value = text.Trim();
        return value.All(c => IsWordPart(c) && c != '/') ? value : throw Unparsable(value);
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/';

    private static ApiError Unparsable(string found) =>
        ApiError.BadRequest($"unable to parse requirement: found '{found}', expected: identifier");
}
