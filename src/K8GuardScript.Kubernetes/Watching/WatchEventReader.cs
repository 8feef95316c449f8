using System.Text.Json;
using System.Text.Unicode;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>Reads one line of a watch: all of it is checked to be JSON, only the type, kind and version are looked at.</summary>
internal static class WatchEventReader
{
    /// <param name="line">without its end</param>
    /// <param name="kind">the kind that is watched</param>
    /// <exception cref="DecodeException">no UTF-8, no JSON, or not an event about that kind</exception>
    public static WatchEvent Read(ReadOnlyMemory<byte> line, string kind)
    {
        if (!Utf8.IsValid(line.Span)) throw new DecodeException("an event of the watch is not UTF-8");
        try
        {
            return ReadChecked(line, kind);
        }
        catch (JsonException e)
        {
            throw new DecodeException($"an event of the watch is no JSON near byte {e.BytePositionInLine}");
        }
        catch (InvalidOperationException)
        {
            // an escape for half a character in a text that we need
            throw new DecodeException("an event of the watch has a text that is no Unicode");
        }
    }

    private static WatchEvent ReadChecked(ReadOnlyMemory<byte> line, string kind)
    {
        var reader = new Utf8JsonReader(line.Span, JsonLimits.Reader);
        var type = "";
        var from = -1;
        var head = default(ObjectHead);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new DecodeException("a line of the watch is no event");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
                reader.Skip();
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                reader.Read();
                from = (int)reader.TokenStartIndex;
                head = ObjectHead.Read(ref reader);
                head = head with { Length = (int)reader.BytesConsumed - from };
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Read();
        if (from < 0 || !head.IsObject) throw new DecodeException("a line of the watch is no event");
        return Checked(type, line.Slice(from, head.Length), head, kind);
    }

    private static WatchEvent Checked(string type, ReadOnlyMemory<byte> json, ObjectHead head, string kind)
    {
        if (type == "ERROR") return new WatchEvent(WatchEventType.Error, json, "");
        if (head.Kind is { Length: > 0 } other && other != kind) throw new DecodeException($"the watch of {kind} sent a `{other}`");
        if (head.Version.Length == 0) throw new DecodeException("an event of the watch has no resourceVersion");
        return type switch
        {
            "ADDED" or "MODIFIED" => new WatchEvent(WatchEventType.Changed, json, head.Version),
            "DELETED" => new WatchEvent(WatchEventType.Deleted, json, head.Version),
            "BOOKMARK" => new WatchEvent(WatchEventType.Bookmark, json, head.Version),
            _ => throw new DecodeException("an event of the watch is of no known type"),
        };
    }
}
