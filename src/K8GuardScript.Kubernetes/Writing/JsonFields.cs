using System.Text.Json;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>Reads fields of answers that may hold anything: what is absent or of another type is empty, zero or false.</summary>
internal static class JsonFields
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLimits.Reader.MaxDepth };

    /// <param name="json">JSON that was read once before</param>
    public static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Options);
        return document.RootElement.Clone();
    }

    /// <summary>A field of a mapping; of the type <c>Undefined</c> when there is none.</summary>
    public static JsonElement Field(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text.</summary>
    public static string Text(this JsonElement from, string name) => TextOf(from.Field(name));

    /// <summary>A whole number.</summary>
    public static int Number(this JsonElement from, string name) =>
        from.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : 0;

    /// <summary>A truth value; Kubernetes leaves out what is false.</summary>
    public static bool Truth(this JsonElement from, string name) => from.Field(name).ValueKind == JsonValueKind.True;

    /// <summary>A list of texts.</summary>
    public static string[] Texts(this JsonElement from, string name) =>
        from.Field(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(TextOf)] : [];

    private static string TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return "";
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // an escape for half a character: no text that Kubernetes writes
            return "";
        }
    }
}
