using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Schema;

/// <summary>
/// Checks custom objects against the schema of their definition, and fills in its defaults. Known are type, required, enum, pattern,
/// and the limits of numbers, texts and lists; combinations (allOf, anyOf, not), formats and CEL rules are not evaluated.
/// </summary>
internal static class CustomRules
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    public static void Default(JsonNode? value, JsonObject schema)
    {
        if (value is JsonArray list && schema["items"] is JsonObject items)
        {
            foreach (var item in list) Default(item, items);
        }

        if (value is not JsonObject map) return;
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (property is not JsonObject described) continue;
            if (!map.ContainsKey(name) && described["default"] is { } initial) map[name] = initial.DeepClone();
            Default(map[name], described);
        }
    }

    public static void Check(JsonNode value, JsonObject schema, string path, FieldErrors faults)
    {
        if (!HasType(value, schema))
        {
            faults.WrongType(path, value, $"{path} in body must be of type {schema.Text("type")}: \"{Kind(value)}\"");
            return;
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
            faults.NotSupported(path, value, allowed);
        if (value is JsonObject map) CheckFields(map, schema, path, faults);
        else if (value is JsonArray list) CheckItems(list, schema, path, faults);
        else if (value.GetValueKind() == JsonValueKind.Number) CheckNumber(value, schema, path, faults);
        else if (value.GetValueKind() == JsonValueKind.String) CheckText(value.GetValue<string>(), schema, path, faults);
    }

    private static void CheckFields(JsonObject map, JsonObject schema, string path, FieldErrors faults)
    {
        foreach (var name in schema.Texts("required"))
        {
            if (!map.ContainsKey(name)) faults.Required(At(path, name));
        }

        foreach (var (name, value) in map)
        {
            // the server's own metadata is checked elsewhere
            if (path.Length == 0 && name is "metadata" or "apiVersion" or "kind") continue;
            var described = (schema["properties"] as JsonObject)?[name] ?? schema["additionalProperties"];
            if (value is not null && described is JsonObject inner) Check(value, inner, At(path, name), faults);
        }
    }

    private static void CheckItems(JsonArray list, JsonObject schema, string path, FieldErrors faults)
    {
        if (Limit(schema, "minItems") is { } least && list.Count < least)
            faults.Invalid(path, list, $"{path} in body should have at least {least} items");
        if (Limit(schema, "maxItems") is { } most && list.Count > most)
            faults.Invalid(path, list, $"{path} in body should have at most {most} items");
        if (schema["items"] is not JsonObject items) return;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is { } item) Check(item, items, $"{path}[{Versions.Text(i)}]", faults);
        }
    }

    private static void CheckNumber(JsonNode value, JsonObject schema, string path, FieldErrors faults)
    {
        var number = Number(value);
        if (Limit(schema, "minimum") is { } least && number < least)
            faults.Invalid(path, value, $"{path} in body should be greater than or equal to {Text(least)}");
        if (Limit(schema, "maximum") is { } most && number > most)
            faults.Invalid(path, value, $"{path} in body should be less than or equal to {Text(most)}");
    }

    private static void CheckText(string text, JsonObject schema, string path, FieldErrors faults)
    {
        if (Limit(schema, "minLength") is { } least && text.Length < least)
            faults.Invalid(path, JsonValue.Create(text), $"{path} in body should be at least {Text(least)} chars long");
        if (Limit(schema, "maxLength") is { } most && text.Length > most)
            faults.Invalid(path, JsonValue.Create(text), $"{path} in body should be at most {Text(most)} chars long");
        if (schema.Text("pattern") is { } pattern && !Matches(text, pattern))
            faults.Invalid(path, JsonValue.Create(text), $"{path} in body should match '{pattern}'");
    }

    /// <summary>In linear time, as everybody waits for a write. A pattern that can't be read is not checked.</summary>
    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking, PatternTime);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return true;
        }
    }

    private static bool HasType(JsonNode value, JsonObject schema) => schema.Text("type") switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value.GetValueKind() == JsonValueKind.String,
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.GetValueKind() == JsonValueKind.Number
            && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "number" => value.GetValueKind() == JsonValueKind.Number,
        _ => true,
    };

    private static string Kind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        _ => "boolean",
    };

    private static double? Limit(JsonObject schema, string name) =>
        schema[name] is { } limit && limit.GetValueKind() == JsonValueKind.Number ? Number(limit) : null;

    /// <summary>Any number, be it read or set here; one that is too large for a double is infinite.</summary>
    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
