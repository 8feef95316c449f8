using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using K8GuardScript.Core.Cases;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace K8GuardScript.Scan;

/// <summary>
/// Turns one YAML document into JSON as the parser tells of it, with a side table of positions. Types are those that
/// <c>kubectl apply</c> gives; aliases are copied, within bounds; <c>&lt;&lt;</c> merges, and what a map says itself wins.
/// </summary>
internal sealed class YamlDocument
{
    // the API server takes objects of 1.5 MB, a stack a few thousand levels; only attacks come near these
    private const int MostLevels = 128;
    private const int MostCopies = 200_000;
    private const int MostBytes = 256 << 20;
    private const string TextTag = "tag:yaml.org,2002:str";
    private const string BinaryTag = "tag:yaml.org,2002:binary";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 0,
    };

    private readonly Utf8JsonWriter json;
    private readonly ManifestPlaces places = new();
    private readonly int lineOffset;
    private int copies;

    private YamlDocument(Utf8JsonWriter json, int lineOffset) => (this.json, this.lineOffset) = (json, lineOffset);

    /// <param name="parser">at the first event of the document's root; afterwards behind it</param>
    /// <param name="lineOffset">how many lines come before the parser's text</param>
    /// <exception cref="ManifestException">it holds what no manifest may hold</exception>
    /// <exception cref="YamlException">it is no YAML</exception>
    public static ManifestDocument Read(IParser parser, int lineOffset)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        var document = new YamlDocument(json, lineOffset);
        document.Node(new YamlCursor(parser), new Seat(-1, null, 0, parser.Current!.Start), level: 0);
        json.Flush();
        return new ManifestDocument(buffer.WrittenMemory, document.places);
    }

    private void Node(YamlCursor cursor, Seat seat, int level)
    {
        var node = cursor.Current;
        if (level > MostLevels) throw Wrong(node, $"nested more than {MostLevels} levels deep");
        if (cursor.IsCopy && ++copies > MostCopies) throw Wrong(node, $"aliases stand for more than {MostCopies} values");
        if (json.BytesCommitted + json.BytesPending > MostBytes)
            throw Wrong(node, "aliases make it larger than anything that Kubernetes takes");
        switch (node)
        {
            case AnchorAlias alias:
                Node(new YamlCursor(Anchored(cursor, alias), isCopy: true), seat, level);
                cursor.MoveNext();
                break;
            case NodeEvent { Anchor.IsEmpty: false } anchor when !cursor.IsCopy:
                var held = cursor.Collect();
                var within = new YamlCursor(held, isCopy: false);
                Value(within, seat, level);
                cursor.Anchors = within.Anchors.SetItem(anchor.Anchor.Value, held);
                break;
            default:
                Value(cursor, seat, level);
                break;
        }
    }

    private void Value(YamlCursor cursor, Seat seat, int level)
    {
        var place = places.Add(seat.Parent, seat.Name, seat.Index, seat.Mark.Line + lineOffset, seat.Mark.Column);
        switch (cursor.Current)
        {
            case Scalar scalar:
                WriteScalar(scalar);
                cursor.MoveNext();
                break;
            case SequenceStart:
                cursor.MoveNext();
                json.WriteStartArray();
                for (var i = 0; cursor.Current is not SequenceEnd; i++)
                    Node(cursor, new Seat(place, null, i, cursor.Current.Start), level + 1);
                json.WriteEndArray();
                cursor.MoveNext();
                break;
            default:
                cursor.MoveNext();
                json.WriteStartObject();
                Members(cursor, place, new HashSet<string>(StringComparer.Ordinal), level);
                json.WriteEndObject();
                cursor.MoveNext();
                break;
        }
    }

    private void Members(YamlCursor cursor, int place, HashSet<string> known, int level)
    {
        List<YamlAnchored>? merged = null;
        while (cursor.Current is not MappingEnd)
        {
            if (cursor.Current is not Scalar key) throw Wrong(cursor.Current, "a key must be a plain text");
            cursor.MoveNext();
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                (merged ??= []).Add(cursor.Collect());
                continue;
            }

            var name = KeyOf(key);
            if (!known.Add(name)) throw Wrong(key, $"key `{name}` stands here twice: which one counts depends on who reads it");
            json.WritePropertyName(name);
            Node(cursor, new Seat(place, name, 0, key.Start), level + 1);
        }

        foreach (var node in merged ?? []) Merge(node, place, known, level + 1);
    }

    private void Merge(YamlAnchored node, int place, HashSet<string> known, int level)
    {
        var cursor = new YamlCursor(node, isCopy: true);
        if (level > MostLevels) throw Wrong(cursor.Current, $"nested more than {MostLevels} levels deep");
        switch (cursor.Current)
        {
            case AnchorAlias alias:
                Merge(Anchored(cursor, alias), place, known, level + 1);
                break;
            case SequenceStart:
                cursor.MoveNext();
                while (cursor.Current is not SequenceEnd) Merge(cursor.Collect(), place, known, level + 1);
                break;
            case MappingStart:
                cursor.MoveNext();
                MergeMembers(cursor, place, known, level);
                break;
            default:
                throw Wrong(cursor.Current, "`<<` merges maps, and this is none");
        }
    }

    private void MergeMembers(YamlCursor cursor, int place, HashSet<string> known, int level)
    {
        List<YamlAnchored>? merged = null;
        while (cursor.Current is not MappingEnd)
        {
            if (++copies > MostCopies) throw Wrong(cursor.Current, $"aliases stand for more than {MostCopies} values");
            if (cursor.Current is not Scalar key) throw Wrong(cursor.Current, "a key must be a plain text");
            cursor.MoveNext();
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                (merged ??= []).Add(cursor.Collect());
            }
            else if (known.Add(KeyOf(key)))
            {
                json.WritePropertyName(KeyOf(key));
                Node(cursor, new Seat(place, KeyOf(key), 0, key.Start), level + 1);
            }
            else
            {
                cursor.Collect();
            }
        }

        foreach (var node in merged ?? []) Merge(node, place, known, level + 1);
    }

    private void WriteScalar(Scalar scalar)
    {
        var isText = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || (!scalar.Tag.IsEmpty && scalar.Tag.Value is TextTag or BinaryTag);
        CheckText(scalar);
        KubeYaml.WriteScalar(json, scalar.Value, !isText);
    }

    private string KeyOf(Scalar key)
    {
        CheckText(key);
        return KubeYaml.KeyText(key.Value, key.Style is ScalarStyle.Plain);
    }

    // only an escape can name half of a surrogate pair, which no UTF-8 holds
    private void CheckText(Scalar scalar)
    {
        if (scalar.Style is not ScalarStyle.DoubleQuoted) return;
        for (var rest = scalar.Value.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != OperationStatus.Done)
                throw Wrong(scalar, "half of a surrogate pair is no text");
            rest = rest[used..];
        }
    }

    private YamlAnchored Anchored(YamlCursor cursor, AnchorAlias alias) =>
        cursor.Anchors.GetValueOrDefault(alias.Value.Value)
        ?? throw Wrong(alias, $"`*{alias.Value.Value}` names nothing that was complete before it");

    private ManifestException Wrong(ParsingEvent at, string message) => new(at.Start.Line + lineOffset, at.Start.Column, message);

    /// <summary>Where a value goes: below what, under which key or at which position, and where that stands in the text.</summary>
    private readonly record struct Seat(int Parent, string? Name, int Index, Mark Mark);
}
