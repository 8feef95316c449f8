namespace K8GuardScript.Compiler.Gates;

/// <summary>What of .NET may be used, read from <c>allowed.txt</c>. Knows names alone, so that every gate can ask it.</summary>
internal sealed class AllowList
{
    private static readonly Lazy<Dictionary<string, AllowList>> Sections = new(Read);

    private readonly Dictionary<string, AllowedType> types = new(StringComparer.Ordinal);

    private AllowList()
    {
    }

    /// <summary>What a script may name.</summary>
    public static AllowList Script => Sections.Value["script"];

    /// <summary>What the compiler may add to that.</summary>
    public static AllowList Compiler => Sections.Value["compiler"];

    /// <summary>What it may use in its own <c>&lt;PrivateImplementationDetails&gt;</c>.</summary>
    public static AllowList Details => Sections.Value["details"];

    /// <summary>True when members of this type can be used.</summary>
    /// <param name="type">its metadata name, <c>/</c> before a nested type</param>
    public bool Knows(string type) => types.ContainsKey(type);

    /// <summary>True when a value can be of this type.</summary>
    public bool HasValuesOf(string type) => types.TryGetValue(type, out var allowed) && !allowed.IsHolder;

    /// <param name="type">its metadata name, <c>/</c> before a nested type</param>
    /// <param name="member">its metadata name, that of a property for its accessors</param>
    /// <param name="parameters">its signature as in <c>allowed.txt</c>; null for fields and properties</param>
    public bool Allows(string type, string member, string? parameters) =>
        types.TryGetValue(type, out var allowed) && allowed.Allows(member, parameters);

    private static Dictionary<string, AllowList> Read()
    {
        using var stream = typeof(AllowList).Assembly.GetManifestResourceStream("gates/allowed.txt")!;
        using var reader = new StreamReader(stream);
        var sections = new Dictionary<string, AllowList>(StringComparer.Ordinal);
        AllowList? section = null;
        AllowedType? type = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                sections[line.Trim('[', ']')] = section = new AllowList();
                continue;
            }

            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line[0] != ' ')
            {
                type = new AllowedType(IsHolder: words[0][0] == '^');
                section!.types.Add(words[0].TrimStart('^'), type);
                words = words[1..];
            }

            foreach (var word in words) type!.Add(word);
        }

        return sections;
    }
}
