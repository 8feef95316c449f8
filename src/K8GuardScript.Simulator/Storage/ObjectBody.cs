using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Storage;

/// <summary>Reading the untyped JSON of an object: what is absent or of another type reads as null.</summary>
internal static class ObjectBody
{
    /// <summary>The object's <c>metadata</c>; an empty one is put there if it has none.</summary>
    public static JsonObject Metadata(this JsonObject body) => body.Section("metadata");

    public static string? Text(this JsonObject parent, string key) =>
        parent[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static bool IsTrue(this JsonObject parent, string key) => parent[key]?.GetValueKind() == JsonValueKind.True;

    /// <summary>Null for what is no whole number.</summary>
    public static long? Whole(this JsonObject parent, string key) =>
        parent[key] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(),
            NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The object under a key; an empty one is put there if there is none.</summary>
    public static JsonObject Section(this JsonObject parent, string key)
    {
        if (parent[key] is JsonObject section) return section;
        parent[key] = section = [];
        return section;
    }

    /// <summary>Sets what is absent.</summary>
    public static void Default(this JsonObject parent, string key, JsonNode value)
    {
        if (parent[key] is null) parent[key] = value;
    }

    /// <summary>The objects of a list; anything else in it is left out.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject parent, string key) => (parent[key] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The strings of a list; anything else in it is left out.</summary>
    public static IReadOnlyList<string> Texts(this JsonObject parent, string key) =>
    [
        .. (parent[key] as JsonArray ?? [])
            .Where(item => item?.GetValueKind() == JsonValueKind.String).Select(item => item!.GetValue<string>()),
    ];

    public static JsonNode? At(this JsonObject body, IEnumerable<string> path)
    {
        JsonNode? node = body;
        foreach (var key in path) node = (node as JsonObject)?[key];
        return node;
    }

    /// <summary>Metadata never keeps a null or an empty map or list: removing the last label removes the labels.</summary>
    public static void DropEmpty(this JsonObject metadata)
    {
        foreach (var (key, value) in metadata.ToList())
        {
            if (value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 }) metadata.Remove(key);
        }
    }

    /// <summary>Moves the keys that are there to the front, in the given order, so that people read them first.</summary>
    public static JsonObject Ordered(this JsonObject body, params ReadOnlySpan<string> first)
    {
        var ordered = new JsonObject();
        foreach (var key in first)
        {
            if (body.Remove(key, out var value)) ordered[key] = value;
        }

        foreach (var (key, _) in body.ToList())
        {
            body.Remove(key, out var value);
            ordered[key] = value;
        }

        return ordered;
    }
}
