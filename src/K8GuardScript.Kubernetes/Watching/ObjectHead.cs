using System.Text.Json;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>The little that a watch needs to know of an object. What was absent is empty.</summary>
internal readonly record struct ObjectHead(bool IsObject, string Kind, string Version, string Continue, int Length)
{
    /// <param name="reader">at the first token of the value; left at its last one</param>
    public static ObjectHead Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return default;
        }

        var head = new ObjectHead(true, "", "", "", 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("kind"u8)) head = head with { Kind = TextAfter(ref reader) };
            else if (reader.ValueTextEquals("metadata"u8)) head = WithMetadata(ref reader, head);
            else reader.Skip();
        }

        return head;
    }

    /// <summary>The version and the token of the next page that stand in a <c>metadata</c> by itself.</summary>
    /// <param name="reader">at the first token of the metadata; left at its last one</param>
    public static ObjectHead ReadMetadata(ref Utf8JsonReader reader)
    {
        var head = new ObjectHead(false, "", "", "", 0);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return head;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("resourceVersion"u8)) head = head with { Version = TextAfter(ref reader) };
            else if (reader.ValueTextEquals("continue"u8)) head = head with { Continue = TextAfter(ref reader) };
            else reader.Skip();
        }

        return head;
    }

    private static ObjectHead WithMetadata(ref Utf8JsonReader reader, ObjectHead head)
    {
        reader.Read();
        return head with { Version = ReadMetadata(ref reader).Version };
    }

    private static string TextAfter(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString()!;
        reader.Skip();
        return "";
    }
}
