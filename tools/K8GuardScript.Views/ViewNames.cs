namespace K8GuardScript.Views;

/// <summary>
/// Gives every type its view's name. The short name, in the views' own namespace, goes to kinds before parts of objects, to the
/// groups that authors meet first, and to the newest version; all others of that name stand in a namespace of their group and version.
/// </summary>
internal sealed class ViewNames
{
    public const string Short = "K8GuardScript.Sdk.Views";

    private static readonly string[] KnownGroups = ["core", "apps", "batch", "autoscaling", "networking", "rbac"];

    private static readonly Dictionary<string, string> Scalars = new()
    {
        ["Quantity"] = "Quantity",
        ["IntOrString"] = "IntOrString",
        ["Time"] = "DateTimeOffset",
        ["MicroTime"] = "DateTimeOffset",
        ["FieldsV1"] = "Field",
        ["JSON"] = "Field",
        ["JSONSchemaPropsOrArray"] = "Field",
        ["JSONSchemaPropsOrBool"] = "Field",
        ["JSONSchemaPropsOrStringArray"] = "Field",
        ["RawExtension"] = "Field",
        ["Patch"] = "Field",
    };

    public ViewNames(IReadOnlyDictionary<string, TypeDefinition> definitions)
    {
        var views = new SortedDictionary<string, ViewName>(StringComparer.Ordinal);
        var sameNames = definitions.Where(pair => IsView(pair.Key, pair.Value)).GroupBy(pair => NameOf(pair.Key));
        foreach (var types in sameNames)
        {
            var ordered = types.OrderBy(type => type.Value.Kinds.Count == 0)
                .ThenBy(type => Array.IndexOf(KnownGroups, GroupOf(type.Key)) is var at and >= 0 ? at : KnownGroups.Length)
                .ThenBy(type => GroupOf(type.Key), StringComparer.Ordinal)
                .ThenByDescending(type => VersionOf(type.Key), VersionOrder.Newest);
            var place = Short;
            foreach (var (definition, type) in ordered)
            {
                var origin = $"{GroupOf(definition)}.{VersionOf(definition)} {types.Key}";
                views[definition] = new ViewName(place == "" ? Own(definition) : place, types.Key, origin, KindOf(type));
                place = "";
            }
        }

        Views = views;
    }

    /// <summary>By the definitions' names.</summary>
    public IReadOnlyDictionary<string, ViewName> Views { get; }

    /// <summary>What a scalar type of the API is read as; null for types that have views.</summary>
    public static string? ScalarOf(string definition) => Scalars.GetValueOrDefault(NameOf(definition));

    private static bool IsView(string definition, TypeDefinition type) =>
        ScalarOf(definition) is null && !(type.Kinds.Count > 0 && definition.EndsWith("List", StringComparison.Ordinal));

    // options of requests belong to every group and are no objects of their own
    private static KindDefinition? KindOf(TypeDefinition type) => type.Kinds is [var one] ? one : null;

    private static string NameOf(string definition) => definition.Split('.')[^1];

    private static string VersionOf(string definition) => definition.Split('.')[^2];

    private static string GroupOf(string definition) => definition.Split('.')[^3];

    private static string Own(string definition) => $"{Short}.{Words.Capital(GroupOf(definition))}.{Words.Capital(VersionOf(definition))}";
}
