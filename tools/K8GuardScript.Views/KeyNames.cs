namespace K8GuardScript.Views;

/// <summary>All keys that the API's types have, in the order of their ids, with the names of their constants.</summary>
internal sealed class KeyNames
{
    private readonly Dictionary<string, string> constants = [];

    public KeyNames(IEnumerable<TypeDefinition> types)
    {
        var fields = types.SelectMany(type => type.Properties).ToLookup(field => field.Key, field => field.Value, StringComparer.Ordinal);
        All = [.. fields.Select(field => field.Key).Order(StringComparer.Ordinal)];
        Chosen = fields.Where(field => field.Any(type => type.Enum is { Count: > 0 })).Select(field => field.Key).ToHashSet();

        var taken = new HashSet<string>(["Count", "Names", "Habits", "SchemaKey"]);
        foreach (var key in All)
        {
            var name = Words.Capital(key);
            while (!taken.Add(name)) name += "Field";
            constants[key] = name;
        }
    }

    public IReadOnlyList<string> All { get; }

    /// <summary>Those whose texts are chosen from a few.</summary>
    public IReadOnlySet<string> Chosen { get; }

    public string Constant(string key) => constants[key];
}
