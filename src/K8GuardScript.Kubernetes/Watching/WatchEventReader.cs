using System.Text.Json;
using System.Text.Unicode;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>Reads one line of a watch: all of it is checked to be JSON, only the type, kind, name and version are looked at.</summary>
internal static class WatchEventReader
{
    /// <param name="line">without its end</param>
    /// <param name="kind">the kind that is watched</param>
    /// <exception cref="DecodeException">no UTF-8, no JSON, or not an event about that kind</exception>
    public static WatchEvent Read(ReadOnlyMemory<byte> line, string kind)
    {
        if (!Utf8.IsValid(line.Span)) throw OfObject(DecodeFault.NotUnicode, "an event of the watch is not UTF-8", line.Span);
        var reader = new Utf8JsonReader(line.Span, JsonLimits.Event);
        try
        {
            return ReadChecked(line, ref reader, kind);
        }
        catch (JsonException)
        {
            var fault = JsonLimits.FaultOf(reader, JsonLimits.Event);
            var what = fault == DecodeFault.TooDeep ? "is nested too deeply" : "is no JSON";
            throw OfObject(fault, FormattableString.Invariant($"an event of the watch {what} near byte {reader.BytesConsumed}"), line.Span);
        }
        catch (InvalidOperationException)
        {
            // an escape for half a character in a text that we need
            throw OfObject(DecodeFault.NotUnicode, "an event of the watch has a text that is no Unicode", line.Span);
        }
    }

    private static WatchEvent ReadChecked(ReadOnlyMemory<byte> line, ref Utf8JsonReader reader, string kind)
    {
        var type = "";
        var (from, length) = (-1, 0);
        var head = new ObjectHead(kind, withVersion: true);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw NoEvent();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                if (type.Length > 0) throw Repeated();
                reader.Read();
                type = TypeOf(ref reader);
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                if (from >= 0) throw Repeated();
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartObject) throw NoEvent();
                from = (int)reader.TokenStartIndex;
                head.TryRead(ref reader);
                length = (int)reader.BytesConsumed - from;
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Read();
        return from < 0 ? throw NoEvent() : Checked(type, line.Slice(from, length), head, kind);
    }

    /// <summary>The usual ones cost no text of their own.</summary>
    private static string TypeOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw NoEvent();
        if (reader.ValueTextEquals("MODIFIED"u8)) return "MODIFIED";
        return reader.ValueTextEquals("ADDED"u8) ? "ADDED" : reader.GetString()!;
    }

    private static WatchEvent Checked(string type, ReadOnlyMemory<byte> json, ObjectHead head, string kind)
    {
        if (type == "ERROR") return new WatchEvent(WatchEventType.Error, json, "");
        if (head.OtherKind is { } other) throw new DecodeException(DecodeFault.WrongKind, $"the watch of {kind} sent {PoisonName.OfKind(other)}");
        if (!head.SaysKind) throw new DecodeException(DecodeFault.WrongKind, "the object of an event of the watch says no kind").Of(json.Span);

        // 0 is what a client asks for that takes any version, and never an object's
        if (head.Version is "" or "0")
            throw new DecodeException(DecodeFault.NoVersion, "an event of the watch has no resourceVersion").Of(json.Span);
        if (type == "BOOKMARK")
            return new WatchEvent(head.EndsInitialEvents ? WatchEventType.InitialEnd : WatchEventType.Bookmark, json, head.Version);
        if (!head.HasName) throw new DecodeException(DecodeFault.NoName, "the object of an event of the watch has no name");
        return type switch
        {
            "ADDED" or "MODIFIED" => new WatchEvent(WatchEventType.Changed, json, head.Version),
            "DELETED" => new WatchEvent(WatchEventType.Deleted, json, head.Version),
            _ => throw new DecodeException(DecodeFault.WrongShape, "an event of the watch is of no known type"),
        };
    }

    private static DecodeException NoEvent() => new(DecodeFault.WrongShape, "a line of the watch is no event");

    private static DecodeException Repeated() => new(DecodeFault.RepeatedKey, "an event of the watch has a key twice");

    /// <summary>Names the object of a line that can't be read; servers write it last.</summary>
    private static DecodeException OfObject(DecodeFault fault, string message, ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf("\"object\":"u8);
        var bare = new DecodeException(fault, message);
        return at < 0 ? bare : bare.Of(line[(at + "\"object\":".Length)..]);
    }
}
