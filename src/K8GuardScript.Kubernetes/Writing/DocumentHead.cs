using System.Text.Json;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>The little of an object, or of a <c>Status</c>, that tells what it is. What is absent is empty.</summary>
/// <param name="ApiVersion">as it says</param>
/// <param name="Kind">as it says</param>
/// <param name="Status">of a Status: <c>Success</c> or <c>Failure</c>; of others empty</param>
/// <param name="Code">of a Status; 0 when absent</param>
/// <param name="Object">of its <c>metadata</c></param>
/// <param name="Details">of its <c>details</c></param>
internal readonly record struct DocumentHead(
    string ApiVersion, string Kind, string Status, int Code, ObjectIdentity Object, ObjectIdentity Details)
{
    private static readonly DocumentHead Empty = new("", "", "", 0, ObjectIdentity.Empty, ObjectIdentity.Empty);

    /// <exception cref="JsonException">no JSON, more than one value, no mapping, or nested deeper than we read</exception>
    /// <exception cref="InvalidOperationException">an escape for half a character in a text that is read</exception>
    public static DocumentHead Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Watching.JsonLimits.Reader);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("no mapping");

        var head = Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) head = With(head, ref reader);

        // finds what stands behind the value
        reader.Read();
        return head;
    }

    private static DocumentHead With(DocumentHead head, ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("kind"u8)) return head with { Kind = ObjectIdentity.TextAfter(ref reader) };
        if (reader.ValueTextEquals("apiVersion"u8)) return head with { ApiVersion = ObjectIdentity.TextAfter(ref reader) };
        if (reader.ValueTextEquals("status"u8)) return head with { Status = ObjectIdentity.TextAfter(ref reader) };
        if (reader.ValueTextEquals("metadata"u8)) return head with { Object = ObjectIdentity.ReadAfter(ref reader) };
        if (reader.ValueTextEquals("details"u8)) return head with { Details = ObjectIdentity.ReadAfter(ref reader) };
        if (!reader.ValueTextEquals("code"u8))
        {
            reader.Skip();
            return head;
        }

        reader.Read();
        var code = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : 0;
        reader.Skip();
        return head with { Code = code };
    }
}
