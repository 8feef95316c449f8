using System.Buffers;
using System.Text.Json;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>Makes out the name of an object that can't be read, so that people can find it.</summary>
internal static class PoisonName
{
    private const int LongestName = 253;

    // deeper than anything that fits into the largest object
    private const int MaxDepth = 16 << 20;

    private static readonly SearchValues<char> Usual =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:");

    /// <summary>A kind that a server sent instead of another, for people.</summary>
    public static string OfKind(string kind) =>
        kind.Length is > 0 and <= LongestName && !kind.AsSpan().ContainsAnyExcept(Usual) ? $"a `{kind}`" : "something";

    /// <param name="json">the object, from its first byte on, however it goes on behind its metadata</param>
    /// <returns><c>namespace/name</c>, or the name; null when there is none that could be a Kubernetes name</returns>
    public static string? Find(ReadOnlySpan<byte> json)
    {
        var (@namespace, name) = ("", "");
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
            while (reader.Read() && (name.Length == 0 || @namespace.Length == 0))
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("metadata"u8))
                {
                    if (!reader.TrySkip()) break;
                    continue;
                }

                if (reader.CurrentDepth != 2 || reader.TokenType != JsonTokenType.PropertyName) continue;
                var isName = reader.ValueTextEquals("name"u8);
                var isNamespace = reader.ValueTextEquals("namespace"u8);
                if (!reader.Read()) break;
                if (isName && name.Length == 0) name = UsualText(ref reader);
                if (isNamespace && @namespace.Length == 0) @namespace = UsualText(ref reader);
                if (!reader.TrySkip()) break;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // it is broken here; what was found before counts
            return Joined(@namespace, name);
        }

        return Joined(@namespace, name);
    }

    private static string? Joined(string @namespace, string name)
    {
        if (name.Length == 0) return null;
        return @namespace.Length == 0 ? name : $"{@namespace}/{name}";
    }

    private static string UsualText(ref Utf8JsonReader reader)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return text.Length <= LongestName && !text.AsSpan().ContainsAnyExcept(Usual) ? text : "";
    }
}
