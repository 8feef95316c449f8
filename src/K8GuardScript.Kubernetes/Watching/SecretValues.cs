using System.Buffers;
using System.Text.Json;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// Blanks what a Secret holds: the values of <c>data</c> and <c>stringData</c> become empty texts (their keys stay), and so
/// does the copy of the manifest that <c>kubectl apply</c> keeps in an annotation.
/// </summary>
internal static class SecretValues
{
    /// <summary>Whether objects of this kind hold secrets.</summary>
    public static bool AreIn(KindName kind) => kind is { Group: "", Kind: "Secret" };

    /// <param name="json">one Secret, valid JSON</param>
    /// <param name="output">gets it without its values</param>
    /// <exception cref="JsonException">the JSON is not valid after all; nothing of <paramref name="output"/> may be used</exception>
    public static void Blank(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        var reader = new Utf8JsonReader(json, JsonLimits.Reader);
        var copied = 0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a Secret is no object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var holdsValues = reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("stringData"u8);
            if (holdsValues) BlankValues(json, ref reader, ref copied, output);
            else if (reader.ValueTextEquals("metadata"u8)) BlankAnnotation(json, ref reader, ref copied, output);
            else reader.Skip();
        }

        output.Write(json[copied..]);
    }

    /// <param name="json">all of it</param>
    /// <param name="reader">at the name of the mapping; left at its last token</param>
    /// <param name="copied">up to where <paramref name="json"/> is in the output</param>
    /// <param name="output">grows</param>
    private static void BlankValues(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ref int copied, IBufferWriter<byte> output)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            // no Secret has data that is no mapping, but whatever it is, it is not handed on
            BlankCurrent(json, ref reader, ref copied, output);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            BlankCurrent(json, ref reader, ref copied, output);
        }
    }

    private static void BlankAnnotation(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ref int copied, IBufferWriter<byte> output)
    {
        if (!EnterObject(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("annotations"u8))
            {
                reader.Skip();
                continue;
            }

            if (!EnterObject(ref reader)) continue;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isCopy = reader.ValueTextEquals("kubectl.kubernetes.io/last-applied-configuration"u8);
                reader.Read();
                if (isCopy) BlankCurrent(json, ref reader, ref copied, output);
                else reader.Skip();
            }
        }
    }

    private static bool EnterObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.Skip();
        return false;
    }

    private static void BlankCurrent(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ref int copied, IBufferWriter<byte> output)
    {
        output.Write(json[copied..(int)reader.TokenStartIndex]);
        if (reader.TokenType == JsonTokenType.Null) output.Write("null"u8);
        else output.Write("\"\""u8);
        reader.Skip();
        copied = (int)reader.BytesConsumed;
    }
}
