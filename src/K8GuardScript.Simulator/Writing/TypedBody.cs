using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// Takes an untyped body for an object of a kind, as decoding into the type would: unknown fields and nulls go,
/// and a value of another type is an error.
/// </summary>
internal sealed class TypedBody
{
    private const string MicroTimeForm = "2006-01-02T15:04:05.000000Z07:00";

    /// <summary>The paths of fields that the kind does not have, in the order found.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>The first value of a wrong type in the words of a real server, or null.</summary>
    public string? Problem { get; private set; }

    public static TypedBody Read(ResourceType type, JsonObject body)
    {
        var typed = new TypedBody();
        typed.Visit(body, BuiltInTypes.Of(type), "");
        return typed;
    }

    private void Visit(JsonNode node, FieldType type, string path)
    {
        switch (type.Shape, node)
        {
            case (FieldShape.Anything, _):
                return;
            case (FieldShape.Struct or FieldShape.Map, JsonObject map):
                VisitFields(map, type, path);
                return;
            case (FieldShape.List, JsonArray list):
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is { } item) Visit(item, type.Item, $"{path}[{Versions.Text(i)}]");
                }

                return;
            default:
                if (!Fits(node, type)) Problem ??= Wrong(node, type, path);
                return;
        }
    }

    private void VisitFields(JsonObject map, FieldType type, string path)
    {
        foreach (var (key, value) in map.ToList())
        {
            var at = path.Length == 0 ? key : $"{path}.{key}";
            if (!type.Declares(key))
            {
                Unknown.Add(at);
                map.Remove(key);
            }
            else if (value is null) map.Remove(key);
            else Visit(value, type.Child(key), at);
        }
    }

    private static bool Fits(JsonNode node, FieldType type)
    {
        var kind = node.GetValueKind();
        return type.Shape switch
        {
            FieldShape.Text => kind == JsonValueKind.String,
            FieldShape.Flag => kind is JsonValueKind.True or JsonValueKind.False,
            FieldShape.Number => kind == JsonValueKind.Number,
            FieldShape.Quantity => kind is JsonValueKind.Number or JsonValueKind.String,
            FieldShape.Integer => kind == JsonValueKind.Number
                && long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            FieldShape.MicroTime => kind == JsonValueKind.String && IsMicroTime(node.GetValue<string>()),
            _ => false,
        };
    }

    private static bool IsMicroTime(string text) => DateTimeOffset.TryParseExact(text,
        ["yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Wrong(JsonNode node, FieldType type, string path)
    {
        if (type.Shape == FieldShape.MicroTime && node.GetValueKind() == JsonValueKind.String)
            return $"parsing time {node.ToJsonString()} as \"{MicroTimeForm}\": cannot parse it";
        var sent = node.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            _ => "bool",
        };
        return $"json: cannot unmarshal {sent} into Go struct field {path} of type {Name(type)}";
    }

    private static string Name(FieldType type) => type.Shape switch
    {
        FieldShape.Text => "string",
        FieldShape.Integer => "int32",
        FieldShape.Flag => "bool",
        FieldShape.Map => "map[string]" + Name(type.Item),
        FieldShape.List => "[]" + Name(type.Item),
        _ => type.Shape.ToString(),
    };
}
