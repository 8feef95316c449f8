using System.Text.Json;
using System.Text.Unicode;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Keeps a copy of one object's JSON without what no policy may see or needs (see <see cref="ObjectScan"/>). All that can be
/// wrong with an object is found here, before anybody looks at it.
/// </summary>
internal static class ObjectParser
{
    /// <summary>As deep as objects may be nested.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <param name="utf8">the whole object; not kept</param>
    /// <param name="apiVersion">what counts where the object names none</param>
    /// <param name="kind">likewise</param>
    /// <param name="pool">where short texts are taken from</param>
    /// <exception cref="ObjectFormatException">this is not one JSON object</exception>
    public static (ObjectIdentity Identity, ObjectSource Source) Parse(
        ReadOnlySpan<byte> utf8, string apiVersion, string kind, TextPool? pool)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw new ObjectFormatException("not a JSON object", reader.TokenStartIndex);

            var scan = new ObjectScan(utf8, pool);
            scan.Cuts.Drop(0, reader.TokenStartIndex);
            var identity = scan.Read(ref reader, apiVersion, kind);
            var end = (int)reader.BytesConsumed;
            reader.Read();
            var kept = scan.Cuts.Apply(utf8[..end]);
            if (!IsUnicode(kept)) throw NotUnicode(OddText(utf8) ?? 0);
            return (identity, new ObjectSource(kept, pool));
        }
        catch (JsonException)
        {
            throw new ObjectFormatException($"not valid JSON near byte {reader.BytesConsumed}", reader.BytesConsumed);
        }
        catch (InvalidOperationException)
        {
            // the reader's way to say that a text is not valid UTF-8 or holds half a surrogate pair
            throw NotUnicode(reader.TokenStartIndex);
        }
    }

    private static ObjectFormatException NotUnicode(long offset) => new($"not valid UTF-8 near byte {offset}", offset);

    /// <summary>Escapes are few, and only they can stand for what no UTF-8 can: half a surrogate pair.</summary>
    private static bool IsUnicode(ReadOnlySpan<byte> json) =>
        Utf8.IsValid(json) && (json.IndexOf("\\u"u8) < 0 || OddText(json) is null);

    /// <summary>Where the first text begins that is no Unicode.</summary>
    private static long? OddText(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String)) continue;
                if (reader.ValueIsEscaped || !Utf8.IsValid(reader.ValueSpan)) reader.GetString();
            }

            return null;
        }
        catch (InvalidOperationException)
        {
            return reader.TokenStartIndex;
        }
    }
}
