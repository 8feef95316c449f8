using System.Text.Json;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>What a <c>metadata</c> or a Status' <c>details</c> says about which object it is. What is absent is empty.</summary>
internal readonly record struct ObjectIdentity(string Name, string Namespace, string Uid, string ResourceVersion, string NamePrefix)
{
    /// <summary>Says nothing.</summary>
    public static ObjectIdentity Empty { get; } = new("", "", "", "", "");

    /// <param name="reader">at the name of the property; left at the last token of its value</param>
    public static ObjectIdentity ReadAfter(ref Utf8JsonReader reader)
    {
        var read = Empty;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return read;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) read = read.With(ref reader);
        return read;
    }

    /// <param name="reader">at the name of the property; left at the last token of its value</param>
    /// <returns>empty when it is no text</returns>
    public static string TextAfter(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString()!;
        reader.Skip();
        return "";
    }

    private ObjectIdentity With(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("name"u8)) return this with { Name = TextAfter(ref reader) };
        if (reader.ValueTextEquals("namespace"u8)) return this with { Namespace = TextAfter(ref reader) };
        if (reader.ValueTextEquals("uid"u8)) return this with { Uid = TextAfter(ref reader) };
        if (reader.ValueTextEquals("resourceVersion"u8)) return this with { ResourceVersion = TextAfter(ref reader) };
        if (reader.ValueTextEquals("generateName"u8)) return this with { NamePrefix = TextAfter(ref reader) };
        reader.Skip();
        return this;
    }
}
