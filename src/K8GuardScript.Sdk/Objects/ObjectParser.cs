using System.Text.Json;
using System.Text.Unicode;

namespace K8GuardScript.Sdk.Objects;

/// <summary>Reads one object's JSON. All that can be wrong with an object is found here, before anybody looks at it.</summary>
internal static class ObjectParser
{
    // payloads of words have 29 bits, and an object never takes more words than it has bytes
    private const int MostBytes = 1 << 27;

    /// <summary>As deep as objects may be nested.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <param name="utf8">the whole object; not kept</param>
    /// <param name="kind">what counts where the object names no kind: a Secret's values are not kept</param>
    /// <param name="tables">what recurs goes here</param>
    /// <exception cref="ObjectFormatException">this is not one JSON object</exception>
    public static Tape Parse(ReadOnlySpan<byte> utf8, string kind, ObjectTables tables)
    {
        if (utf8.Length > MostBytes) throw new ObjectFormatException($"an object of more than {MostBytes >> 20} MiB", MostBytes);

        var reader = new Utf8JsonReader(utf8, Options);
        var scan = new ObjectScan(utf8, kind, tables, isUnicode: Utf8.IsValid(utf8));
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw new ObjectFormatException("not a JSON object", reader.TokenStartIndex);

            var tape = scan.Read(ref reader);
            reader.Read();
            return tape;
        }
        catch (JsonException)
        {
            throw new ObjectFormatException($"not valid JSON near byte {reader.BytesConsumed}", reader.BytesConsumed);
        }
        catch (InvalidOperationException)
        {
            // the reader's way to say that a text is not valid UTF-8 or holds half a surrogate pair
            throw new ObjectFormatException($"not valid UTF-8 near byte {reader.TokenStartIndex}", reader.TokenStartIndex);
        }
        finally
        {
            scan.Return();
        }
    }
}
