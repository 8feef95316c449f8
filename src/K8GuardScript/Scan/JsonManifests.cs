using System.Text;
using System.Text.Json;

namespace K8GuardScript.Scan;

/// <summary>Reads JSON documents, one after another as <c>kubectl</c> takes them, with the positions of their values.</summary>
internal ref struct JsonManifests
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128, AllowMultipleValues = true };

    private readonly ReadOnlySpan<byte> utf8;
    private Utf8JsonReader reader;
    private ManifestPlaces places = new();
    private int lineStart;
    private int line = 1;
    private int counted;
    private int column;

    private JsonManifests(ReadOnlySpan<byte> utf8)
    {
        this.utf8 = utf8;
        reader = new Utf8JsonReader(utf8, Options);
    }

    /// <param name="utf8">the whole text, valid UTF-8, without a byte order mark</param>
    /// <exception cref="ManifestException">it is no JSON, or holds a key twice</exception>
    public static List<ManifestDocument> Read(ReadOnlyMemory<byte> utf8)
    {
        var documents = new List<ManifestDocument>();
        var manifests = new JsonManifests(utf8.Span);
        try
        {
            while (manifests.reader.Read())
            {
                manifests.places = new ManifestPlaces();
                var start = (int)manifests.reader.TokenStartIndex;
                manifests.Value(-1, null, 0, start);
                documents.Add(new ManifestDocument(utf8[start..(int)manifests.reader.BytesConsumed], manifests.places));
            }
        }
        catch (JsonException wrong)
        {
            throw new ManifestException((wrong.LineNumber ?? 0) + 1, (wrong.BytePositionInLine ?? 0) + 1, "not valid JSON from here on");
        }
        catch (InvalidOperationException)
        {
            // the reader's way to say that an escape is half of a surrogate pair
            var (line, column) = manifests.PlaceOf((int)manifests.reader.TokenStartIndex);
            throw new ManifestException(line, column, "half of a surrogate pair is no text");
        }

        return documents;
    }

    private void Value(int parent, string? name, int index, int start)
    {
        var (line, column) = PlaceOf(start);
        var place = places.Add(parent, name, index, line, column);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            var known = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var at = (int)reader.TokenStartIndex;
                var key = reader.GetString()!;
                if (!known.Add(key)) throw Twice(at, key);
                reader.Read();
                Value(place, key, 0, at);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                Value(place, null, i, (int)reader.TokenStartIndex);
        }
        else if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped)
        {
            _ = reader.GetString();
        }
    }

    private ManifestException Twice(int at, string key)
    {
        var (line, column) = PlaceOf(at);
        return new ManifestException(line, column, $"key `{key}` stands here twice: which one counts depends on who reads it");
    }

    // positions only ever grow, so every byte is looked at once
    private (int Line, int Column) PlaceOf(int offset)
    {
        for (var newline = utf8[lineStart..offset].IndexOf((byte)'\n'); newline >= 0; newline = utf8[lineStart..offset].IndexOf((byte)'\n'))
        {
            lineStart += newline + 1;
            line++;
            (counted, column) = (lineStart, 0);
        }

        column += Encoding.UTF8.GetCharCount(utf8[counted..offset]);
        counted = offset;
        return (line, column + 1);
    }
}
