using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Schema;

namespace K8GuardScript.Simulator.Fields;

/// <summary>The steps of <see cref="FieldSet"/> for the parts of a value.</summary>
internal static class FieldSteps
{
    // as a real server writes keys: no needless escapes
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The parts of a value that is no leaf, in order, each with its step and its type; parts that are null are left out.</summary>
    public static IEnumerable<(string Step, JsonNode Value, FieldType Type)> PartsOf(JsonNode? value, FieldType type)
    {
        if (value is JsonObject map)
        {
            foreach (var (key, part) in map)
            {
                if (part is not null) yield return ($"f:{key}", part, type.Child(key));
            }
        }
        else if (value is JsonArray list)
        {
            foreach (var part in list)
            {
                if (part is not null) yield return (OfItem(part, type), part, type.Item);
            }
        }
    }

    /// <summary>The step to an item of a list with keys, or of a set.</summary>
    public static string OfItem(JsonNode item, FieldType type)
    {
        if (!type.HasKeyedItems || item is not JsonObject entry) return $"v:{item.ToJsonString(Plain)}";
        var keys = new JsonObject();
        foreach (var key in type.ListKeys.Order(StringComparer.Ordinal))
        {
            // the one key that has a default: the protocol of a port
            var value = entry[key]?.DeepClone() ?? (key == "protocol" ? JsonValue.Create("TCP") : null);
            if (value is not null) keys[key] = value;
        }

        return $"k:{keys.ToJsonString(Plain)}";
    }
}
