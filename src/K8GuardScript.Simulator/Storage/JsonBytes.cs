using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Storage;

/// <summary>How JSON is read and written everywhere in the simulator: compact UTF-8, up to 512 levels deep.</summary>
internal static class JsonBytes
{
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 512, AllowDuplicateProperties = false };

    public static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 512,
        SkipValidation = true,
    };

    private static readonly JsonSerializerOptions Serializing = new() { MaxDepth = 512 };

    public static byte[] Of(JsonNode node)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Writing)) node.WriteTo(writer, Serializing);
        return bytes.ToArray();
    }
}
