using System.Text.Json;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Reads one object and leaves out what no policy may see or needs: <c>managedFields</c>, the last-applied annotation, and a
/// Secret's values (their keys stay, with null). Of a key that comes twice the first counts.
/// </summary>
internal ref struct ObjectParser(ReadOnlySpan<byte> utf8)
{
    private const int MaxDepth = 512;
    private const int ScanLimit = 16;
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <exception cref="ObjectFormatException">this is not one JSON object</exception>
    public Element Parse(string fallbackKind)
    {
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw new ObjectFormatException("not a JSON object", reader.TokenStartIndex);

            var root = ReadValue(null, null, 0);
            reader.Read();
            HideSecrets(root, fallbackKind);
            return root;
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
    }

    private static void HideSecrets(Element root, string fallbackKind)
    {
        var kind = root.Find("kind") is { Kind: ElementKind.Text, Text: { Length: > 0 } own } ? own : fallbackKind;
        if (kind != "Secret") return;

        var members = root.Children.ToArray();
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i] is not { Name: "data" or "stringData" } secret) continue;
            if (secret.Kind == ElementKind.Object) HideValues(secret);
            else members[i] = new Element(ElementKind.Null, root, secret.Name, 0);
        }

        root.Adopt(members);
    }

    private static void HideValues(Element map)
    {
        var members = map.Children.ToArray();
        for (var i = 0; i < members.Length; i++) members[i] = new Element(ElementKind.Null, map, members[i].Name, 0);
        map.Adopt(members);
    }

    private Element ReadValue(Element? parent, string? name, int index) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(new Element(ElementKind.Object, parent, name, index)),
        JsonTokenType.StartArray => ReadList(new Element(ElementKind.List, parent, name, index)),
        JsonTokenType.String => new Element(ElementKind.Text, parent, name, index, reader.GetString()),
        JsonTokenType.Number => new Element(ElementKind.Number, parent, name, index, NumberText()),
        JsonTokenType.True => new Element(ElementKind.True, parent, name, index),
        JsonTokenType.False => new Element(ElementKind.False, parent, name, index),
        _ => new Element(ElementKind.Null, parent, name, index),
    };

    private readonly string NumberText() => System.Text.Encoding.ASCII.GetString(reader.ValueSpan);

    private Element ReadObject(Element self)
    {
        var members = new List<Element>();
        HashSet<string>? seen = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (IsDropped(self, name) || IsRepeated(members, name, ref seen)) reader.Skip();
            else members.Add(ReadValue(self, name, 0));
        }

        self.Adopt([.. members]);
        return self;
    }

    private Element ReadList(Element self)
    {
        var items = new List<Element>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue(self, null, items.Count));
        self.Adopt([.. items]);
        return self;
    }

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

    private static bool IsDropped(Element parent, string name) =>
        (name == "managedFields" && IsMetadata(parent))
        || (name == LastApplied && parent.Name == "annotations" && parent.Parent is { } metadata && IsMetadata(metadata));

    private static bool IsMetadata(Element element) => element is { Name: "metadata", Parent: { Parent: null } };
}
