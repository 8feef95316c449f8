namespace K8GuardScript.Views;

/// <summary>How a field is read.</summary>
/// <param name="Type">the property's C# type</param>
/// <param name="Words">what the field holds, for readers</param>
/// <param name="Call">the expression that reads it, of the key's constant</param>
internal sealed record FieldReading(string Type, string Words, Func<string, string> Call)
{
    public static FieldReading Of(TypeDefinition field, ViewNames names) => field switch
    {
        { Target: { } target } => Referred(target, names),
        { Type: "array", Items: { } items } => new(
            $"Items<{ItemType(items, names)}>", ListWords(items, names), key => $"at.ReadItems<{ItemType(items, names)}>({key})"),
        { Type: "object", AdditionalProperties: { } values } => Map(values, names),
        { Type: "boolean" } => new("bool?", "true or false", key => $"at.ReadBool({key})"),
        { Type: "integer", Format: "int32" } => new("int?", "a whole number", key => $"at.ReadInt({key})"),
        { Type: "integer" } => new("long?", "a whole number", key => $"at.ReadLong({key})"),
        { Type: "number" } => new("double?", "a number", key => $"at.ReadDouble({key})"),
        { Type: "string" } => new("Text", "text", key => $"at.ReadText({key})"),
        _ => new("Field", "anything, read untyped", key => $"at.Member({key})"),
    };

    private static FieldReading Referred(string target, ViewNames names) => ViewNames.ScalarOf(target) switch
    {
        null => new(TypeOf(target, names), "an object", key => $"new(at.Member({key}))"),
        "DateTimeOffset" => new("DateTimeOffset?", "an instant", key => $"at.ReadTime({key})"),
        "Quantity" => new("Quantity", "a quantity", key => $"at.Read<Quantity>({key})"),
        "IntOrString" => new("IntOrString", "a whole number or text", key => $"at.Read<IntOrString>({key})"),
        _ => new("Field", "anything, read untyped", key => $"at.Member({key})"),
    };

    private static FieldReading Map(TypeDefinition values, ViewNames names)
    {
        if (values is { Type: "string", Target: null }) return new("TextMap", "texts by key", key => $"at.ReadMap({key})");
        var type = ItemType(values, names);
        var words = values.Type == "array" ? "lists by key" : type switch
        {
            "Field" => "values by key, read untyped",
            "Quantity" => "quantities by key",
            _ => "objects by key",
        };
        return new($"Fields<{type}>", words, key => $"at.ReadFields<{type}>({key})");
    }

    private static string ListWords(TypeDefinition items, ViewNames names) => ItemType(items, names) switch
    {
        "Text" => "a list of texts",
        "Field" when items.Type is "integer" or "number" => "a list of numbers, read untyped",
        "Field" => "a list, read untyped",
        _ => "a list of objects",
    };

    // numbers and the like are no items of their own: fields read them
    private static string ItemType(TypeDefinition item, ViewNames names) => item switch
    {
        { Target: { } target } => ViewNames.ScalarOf(target) is { } scalar
            ? scalar is "Quantity" or "IntOrString" ? scalar : "Field"
            : TypeOf(target, names),
        { Type: "string" } => "Text",
        { Type: "array", Items: { } items } => $"Items<{ItemType(items, names)}>",
        _ => "Field",
    };

    private static string TypeOf(string target, ViewNames names)
    {
        var view = names.Views[target];
        return view.FullName[(ViewNames.Short.Length + 1)..];
    }
}
