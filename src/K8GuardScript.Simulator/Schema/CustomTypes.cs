using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Schema;

/// <summary>
/// The types of custom resources, from the structural schemas of their definitions. Scalars are left open: <see cref="CustomRules"/>
/// checks them, with the causes of a real server.
/// </summary>
internal static class CustomTypes
{
    private static readonly ConditionalWeakTable<JsonObject, FieldType> Known = [];

    /// <param name="schema">of the whole object</param>
    /// <param name="any">a kind whose metadata is every kind's</param>
    public static FieldType Of(JsonObject schema, FieldType any) => Known.GetValue(schema, key => Root(key, any));

    private static FieldType Root(JsonObject schema, FieldType any)
    {
        var fields = Properties(schema);
        foreach (var name in new[] { "apiVersion", "kind", "metadata" }) fields[name] = any.Fields[name];
        return FieldType.Struct(fields, atomic: false, others: Keeps(schema) ? FieldType.Anything : null);
    }

    private static FieldType TypeOf(JsonObject schema)
    {
        if (schema["properties"] is JsonObject || (schema.Text("type") == "object" && schema["additionalProperties"] is null))
        {
            var others = Keeps(schema) || Embedded(schema) ? FieldType.Anything : null;
            return FieldType.Struct(Properties(schema), schema.Text("x-kubernetes-map-type") == "atomic", others);
        }

        if (schema["additionalProperties"] is JsonObject values) return new FieldType(FieldShape.Map) { Element = TypeOf(values) };
        if (schema.Text("type") != "array" || schema["items"] is not JsonObject items) return FieldType.Anything;
        return new FieldType(FieldShape.List)
        {
            Element = TypeOf(items),
            ListKeys = [.. schema.Texts("x-kubernetes-list-map-keys")],
            IsSet = schema.Text("x-kubernetes-list-type") == "set",
        };
    }

    private static Dictionary<string, FieldType> Properties(JsonObject schema)
    {
        var fields = new Dictionary<string, FieldType>(StringComparer.Ordinal);
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (property is JsonObject described) fields[name] = TypeOf(described);
        }

        return fields;
    }

    private static bool Keeps(JsonObject schema) => IsSet(schema, "x-kubernetes-preserve-unknown-fields");

    private static bool Embedded(JsonObject schema) => IsSet(schema, "x-kubernetes-embedded-resource");

    private static bool IsSet(JsonObject schema, string name) => schema[name]?.GetValueKind() == JsonValueKind.True;
}
