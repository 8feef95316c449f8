using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Protobuf;

/// <summary>
/// Reads an object in the form that typed clients (kubectl create) send: four magic bytes, then a runtime.Unknown message that holds
/// the kind and the object's own message. Throws <see cref="FormatException"/> for what is none, or is of a kind without a known form.
/// </summary>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const int MaxDepth = 100;
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
            throw new FormatException("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = default;
        var unknown = new ProtobufReader(body[Magic.Length..]);
        while (unknown.Next())
        {
            if (unknown.Number == 1) (apiVersion, kind) = TypeOf(unknown.Bytes);
            else if (unknown.Number == 2) raw = unknown.Bytes;
        }

        var content = Message(raw, ProtobufMessages.NameOf(apiVersion, kind), 0);
        content["apiVersion"] = apiVersion;
        content["kind"] = kind;
        return content;
    }

    private static (string ApiVersion, string Kind) TypeOf(ReadOnlySpan<byte> bytes)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            if (reader.Number == 1) apiVersion = Encoding.UTF8.GetString(reader.Bytes);
            else if (reader.Number == 2) kind = Encoding.UTF8.GetString(reader.Bytes);
        }

        return (apiVersion, kind);
    }

    private static JsonObject Message(ReadOnlySpan<byte> bytes, string name, int depth)
    {
        if (depth > MaxDepth) throw new FormatException("proto: messages are nested too deep");
        var fields = ProtobufMessages.Find(name) ?? throw new FormatException($"no protobuf form of `{name}` is known");
        var content = new JsonObject();
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            if (!fields.TryGetValue(reader.Number, out var field)) continue;
            if (field.IsMap) AddEntry(content.Section(field.Name), reader.Bytes, field, depth);
            else if (Value(ref reader, field, depth) is not { } value) continue;
            else if (field.IsList) ListOf(content, field.Name).Add(value);
            else if (field.IsInline) Merge(content, value.AsObject());
            else content[field.Name] = value;
        }

        return content;
    }

    private static void Merge(JsonObject content, JsonObject inline)
    {
        foreach (var (key, value) in inline.ToList())
        {
            inline.Remove(key);
            content[key] = value;
        }
    }

    private static JsonArray ListOf(JsonObject content, string name)
    {
        if (content[name] is JsonArray list) return list;
        content[name] = list = [];
        return list;
    }

    private static void AddEntry(JsonObject map, ReadOnlySpan<byte> bytes, ProtobufField field, int depth)
    {
        var key = "";
        JsonNode? value = field.Type == "string" ? "" : null;
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            if (reader.Number == 1) key = Encoding.UTF8.GetString(reader.Bytes);
            else value = Value(ref reader, field with { KeepsZero = true }, depth);
        }

        map[key] = value;
    }

    /// <summary>Null for a zero that means nothing.</summary>
    private static JsonNode? Value(ref ProtobufReader reader, ProtobufField field, int depth)
    {
        var keep = field.KeepsZero || field.IsList;
        switch (field.Type)
        {
            case "string":
                return reader.Bytes.IsEmpty && !keep ? null : Encoding.UTF8.GetString(reader.Bytes);
            case "bool":
                return reader.Value == 0 && !keep ? null : reader.Value != 0;
            case "int32" or "int64":
                return reader.Value == 0 && !keep ? null : unchecked((long)reader.Value);
            case "double":
                return BitConverter.UInt64BitsToDouble(reader.Value);
            case "bytes":
                return Convert.ToBase64String(reader.Bytes);
            default:
                return Special(reader.Bytes, field.Type, out var special)
                    ? special
                    : Unwrapped(Message(reader.Bytes, field.Type, depth + 1), field.Type);
        }
    }

    /// <summary>A list as the value of a map needs a message of its own.</summary>
    private static JsonNode? Unwrapped(JsonObject message, string type) =>
        type.EndsWith(".ExtraValue", StringComparison.Ordinal) ? message["items"]?.DeepClone() : message;

    /// <summary>Messages whose JSON is no object of their fields.</summary>
    private static bool Special(ReadOnlySpan<byte> bytes, string type, out JsonNode? value)
    {
        var (number, second, text) = Parts(bytes);
        value = type switch
        {
            "meta.v1.Time" => number == 0 ? null : Time(number, 0, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
            "meta.v1.MicroTime" => number == 0 ? null : Time(number, second, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
            "api.resource.Quantity" => text,
            "util.intstr.IntOrString" => number == 0 ? second : text,
            "meta.v1.FieldsV1" or "pkg.runtime.RawExtension" => text.Length == 0 ? null : JsonNode.Parse(text),
            _ => null,
        };
        return value is not null || type is "meta.v1.Time" or "meta.v1.MicroTime" or "meta.v1.FieldsV1";
    }

    private static JsonValue Time(long seconds, long nanoseconds, string form) => JsonValue.Create(
        DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100).ToString(form, CultureInfo.InvariantCulture));

    /// <summary>The first number, the second one, and the text of a small message.</summary>
    private static (long First, long Second, string Text) Parts(ReadOnlySpan<byte> bytes)
    {
        var (first, second, text) = (0L, 0L, "");
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            if (!reader.Bytes.IsEmpty) text = Encoding.UTF8.GetString(reader.Bytes);
            else if (reader.Number == 1) first = unchecked((long)reader.Value);
            else if (reader.Number == 2) second = unchecked((long)reader.Value);
        }

        return (first, second, text);
    }
}
