using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Reads JSON as a real server does: of a key that comes twice the last one counts, and both are told of.</summary>
internal static class BodyReader
{
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = JsonBytes.Options.MaxDepth };

    /// <summary>Throws <see cref="JsonException"/> for what is no JSON.</summary>
    /// <param name="duplicates">gets the paths of keys that come twice</param>
    public static JsonNode? Read(ReadOnlyMemory<byte> json, List<string> duplicates)
    {
        var reader = new Utf8JsonReader(BrokenText.Mend(json).Span, Reading);
        reader.Read();
        var node = Value(ref reader, "", duplicates);
        return reader.Read() ? throw new JsonException("there is something behind the value") : node;
    }

    private static JsonNode? Value(ref Utf8JsonReader reader, string path, List<string> duplicates) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader, path, duplicates),
        JsonTokenType.StartArray => List(ref reader, path, duplicates),
        JsonTokenType.Null => null,
        _ => JsonNode.Parse(ref reader),
    };

    private static JsonObject Object(ref Utf8JsonReader reader, string path, List<string> duplicates)
    {
        var map = new JsonObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            var at = path.Length == 0 ? key : $"{path}.{key}";
            if (map.ContainsKey(key)) duplicates.Add(at);
            reader.Read();
            map[key] = Value(ref reader, at, duplicates);
        }

        return map;
    }

    private static JsonArray List(ref Utf8JsonReader reader, string path, List<string> duplicates)
    {
        var list = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(Value(ref reader, $"{path}[{Versions.Text(list.Count)}]", duplicates));
        return list;
    }
}
