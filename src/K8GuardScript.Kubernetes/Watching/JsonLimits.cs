using System.Text.Json;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// How JSON of the API is read: objects may be as deep wherever they stand. .NET's default of 64 refuses definitions and custom
/// resources that are quite usual.
/// </summary>
internal static class JsonLimits
{
    private const int Deepest = 512;

    /// <summary>For an object by itself.</summary>
    public static JsonReaderOptions Reader { get; } = new() { MaxDepth = Deepest };

    /// <summary>For an event of a watch with its object.</summary>
    public static JsonReaderOptions Event { get; } = new() { MaxDepth = Deepest + 1 };

    /// <summary>For a list with its objects.</summary>
    public static JsonReaderOptions List { get; } = new() { MaxDepth = Deepest + 2 };

    /// <summary>What it means that a reader threw.</summary>
    /// <param name="reader">the one that threw; it stands where it could not go on</param>
    /// <param name="options">of the reader</param>
    public static DecodeFault FaultOf(in Utf8JsonReader reader, JsonReaderOptions options)
    {
        // the depth of a start is told without the start itself
        var within = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0;
        return reader.CurrentDepth + within >= options.MaxDepth ? DecodeFault.TooDeep : DecodeFault.Malformed;
    }
}
