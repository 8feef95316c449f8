namespace K8GuardScript.Simulator.Schema;

/// <summary>
/// Reads the extract of types. A line without indentation and with spaces is a kind: group and version, kind, type. Without spaces it is
/// a type, with <c>!</c> at the end if it is atomic, and the indented lines below are its fields, each a name and a notation:
/// <c>s i n b</c> string, integer, number, boolean; <c>q</c> number or string; <c>t</c> MicroTime; <c>*</c> anything; <c>@T</c> type T;
/// <c>{x}</c> map of x; <c>[x]</c> list of x. Behind it <c>!</c> atomic, <c>=a,b</c> list with keys, <c>=*</c> set,
/// <c>~key</c> or <c>~</c> merged by a strategic merge patch, <c>^</c> its strategy retainKeys.
/// </summary>
internal sealed class TypeNotation
{
    private readonly Dictionary<string, Dictionary<string, string>> notations = new(StringComparer.Ordinal);
    private readonly HashSet<string> atomic = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldType> types = new(StringComparer.Ordinal);

    /// <summary>The kinds by group and version, a space, and the kind.</summary>
    public static Dictionary<string, FieldType> Read(IEnumerable<string> lines)
    {
        var reader = new TypeNotation();
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        Dictionary<string, string>? current = null;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            var cells = line.Trim().Split(' ');
            if (line[0] == ' ') current![cells[0]] = cells[1];
            else if (cells.Length == 3) kinds[$"{cells[0]} {cells[1]}"] = cells[2];
            else current = reader.Begin(cells[0]);
        }

        return kinds.ToDictionary(kind => kind.Key, kind => reader.Parse(kind.Value), StringComparer.Ordinal);
    }

    private Dictionary<string, string> Begin(string head)
    {
        var name = head.TrimEnd('!');
        if (head.Length > name.Length) atomic.Add(name);
        return notations[name] = new(StringComparer.Ordinal);
    }

    private FieldType Named(string name)
    {
        if (types.TryGetValue(name, out var known)) return known;
        var fields = new Dictionary<string, FieldType>(StringComparer.Ordinal);
        // before its fields are read, as a type may hold itself
        var type = types[name] = FieldType.Struct(fields, atomic.Contains(name));
        foreach (var (field, notation) in notations[name]) fields[field] = Parse(notation);
        return type;
    }

    private FieldType Parse(string text)
    {
        var (value, rest) = Split(text);
        var type = value[0] switch
        {
            's' => new FieldType(FieldShape.Text),
            'i' => new FieldType(FieldShape.Integer),
            'n' => new FieldType(FieldShape.Number),
            'b' => new FieldType(FieldShape.Flag),
            'q' => new FieldType(FieldShape.Quantity),
            't' => new FieldType(FieldShape.MicroTime),
            '@' => Named(value[1..]),
            '{' => new FieldType(FieldShape.Map) { Element = Parse(value[1..^1]) },
            '[' => new FieldType(FieldShape.List) { Element = Parse(value[1..^1]) },
            _ => FieldType.Anything,
        };
        if (rest.Length == 0) return type;
        var list = Part(rest, '=');
        return type.With(rest.Contains('!', StringComparison.Ordinal), list is null or "*" ? [] : list.Split(','), list == "*",
            Part(rest, '~'), rest.Contains('^', StringComparison.Ordinal));
    }

    /// <summary>The kind of value, and the marks behind it.</summary>
    private static (string Value, string Marks) Split(string text)
    {
        var end = text[0] switch
        {
            '{' => text.LastIndexOf('}') + 1,
            '[' => text.LastIndexOf(']') + 1,
            '@' => text.IndexOfAny(['!', '=', '~', '^']),
            _ => 1,
        };
        return end < 0 ? (text, "") : (text[..end], text[end..]);
    }

    private static string? Part(string marks, char mark)
    {
        var start = marks.IndexOf(mark, StringComparison.Ordinal);
        if (start < 0) return null;
        var end = marks.IndexOfAny(['!', '=', '~', '^'], start + 1);
        return end < 0 ? marks[(start + 1)..] : marks[(start + 1)..end];
    }
}
