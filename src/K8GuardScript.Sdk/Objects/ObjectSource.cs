using System.Text;
using System.Text.Json;

namespace K8GuardScript.Sdk.Objects;

/// <summary>The JSON that is kept of one object. Elements are made of it when somebody first looks at them.</summary>
/// <param name="json">one object, known to be valid JSON and Unicode throughout</param>
/// <param name="pool">where short texts are taken from</param>
internal sealed class ObjectSource(byte[] json, TextPool? pool)
{
    private const int ScanLimit = 16;

    /// <summary>What is kept.</summary>
    public ReadOnlySpan<byte> Json => json;

    /// <summary>The object as an element, of which nothing is read yet.</summary>
    public Element Root() => new(ElementKind.Object, null, null, 0, this, 0);

    /// <summary>Reads the members or items of one element, and nothing below them. Of a key that comes twice the first counts.</summary>
    /// <param name="container">an object or a list; becomes their parent</param>
    /// <param name="at">the byte at which it begins</param>
    public Element[] Children(Element container, int at)
    {
        var reader = new Utf8JsonReader(json.AsSpan(at), ObjectParser.Options);
        reader.Read();
        return container.Kind == ElementKind.Object ? Members(ref reader, container, at) : Items(ref reader, container, at);
    }

    private Element[] Members(ref Utf8JsonReader reader, Element parent, int at)
    {
        var members = new List<Element>();
        HashSet<string>? seen = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextAt(ref reader);
            reader.Read();
            if (IsRepeated(members, name, ref seen)) reader.Skip();
            else members.Add(Value(ref reader, parent, name, 0, at));
        }

        return [.. members];
    }

    private Element[] Items(ref Utf8JsonReader reader, Element parent, int at)
    {
        var items = new List<Element>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader, parent, null, items.Count, at));
        return [.. items];
    }

    private Element Value(ref Utf8JsonReader reader, Element parent, string? name, int index, int at)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var kind = reader.TokenType == JsonTokenType.StartObject ? ElementKind.Object : ElementKind.List;
                var start = at + (int)reader.TokenStartIndex;
                reader.Skip();
                return new Element(kind, parent, name, index, this, start);
            case JsonTokenType.String:
                return new Element(ElementKind.Text, parent, name, index, TextAt(ref reader));
            case JsonTokenType.Number:
                return new Element(ElementKind.Number, parent, name, index, Pooled(reader.ValueSpan));
            case JsonTokenType.True:
                return new Element(ElementKind.True, parent, name, index);
            case JsonTokenType.False:
                return new Element(ElementKind.False, parent, name, index);
            default:
                return new Element(ElementKind.Null, parent, name, index);
        }
    }

    private string TextAt(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? reader.GetString()! : Pooled(reader.ValueSpan);

    private string Pooled(ReadOnlySpan<byte> text) => pool is null ? Encoding.UTF8.GetString(text) : pool.Get(text);

    private static bool IsRepeated(List<Element> members, string name, ref HashSet<string>? seen)
    {
        if (members.Count <= ScanLimit)
        {
            foreach (var member in members)
            {
                if (string.Equals(member.Name, name, StringComparison.Ordinal)) return true;
            }

            return false;
        }

        seen ??= [.. members.Select(member => member.Name!)];
        return !seen.Add(name);
    }
}
