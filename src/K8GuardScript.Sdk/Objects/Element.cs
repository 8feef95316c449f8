using System.Text.Json;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// One place in a parsed object: a value with the name or position under which its parent holds it. What it tells never changes,
/// and it may be asked from any thread; members and items are made when somebody first asks for them, and are then the same for
/// everybody.
/// </summary>
internal sealed class Element
{
    private readonly int at;

    // a text or number's characters, the children, or what they are still to be read from: most places of most objects are never
    // looked at, so an element is kept small
    private object? content;

    public Element(ElementKind kind, Element? parent, string? name, int index, string? text = null)
    {
        Kind = kind;
        Parent = parent;
        Name = name;
        Index = index;
        content = text;
    }

    /// <summary>An object or a list whose children are read when they are asked for.</summary>
    /// <param name="kind">which of the two</param>
    /// <param name="parent">null at the root</param>
    /// <param name="name">see <see cref="Name"/></param>
    /// <param name="index">see <see cref="Index"/></param>
    /// <param name="source">has the children</param>
    /// <param name="at">where it begins in the source</param>
    public Element(ElementKind kind, Element? parent, string? name, int index, ObjectSource source, int at)
        : this(kind, parent, name, index)
    {
        content = source;
        this.at = at;
    }

    public ElementKind Kind { get; }

    public Element? Parent { get; }

    /// <summary>The key under which the parent, an object, holds this; null in a list and at the root.</summary>
    public string? Name { get; }

    /// <summary>The position in the parent, where that is a list.</summary>
    public int Index { get; }

    /// <summary>A text's characters, or a number exactly as it was written.</summary>
    public string? Text => content as string;

    /// <summary>Members of an object or items of a list, in the order in which they were read.</summary>
    public ReadOnlySpan<Element> Children => content switch
    {
        Element[] children => children,
        ObjectSource source => Adopt(source),
        _ => [],
    };

    /// <summary>The member with this key, or null.</summary>
    public Element? Find(string name)
    {
        if (Kind != ElementKind.Object) return null;
        foreach (var child in Children)
        {
            if (string.Equals(child.Name, name, StringComparison.Ordinal)) return child;
        }

        return null;
    }

    /// <summary>The value as JSON, numbers as they were written.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case ElementKind.Object:
                writer.WriteStartObject();
                WriteMembersTo(writer);
                writer.WriteEndObject();
                break;
            case ElementKind.List:
                writer.WriteStartArray();
                foreach (var child in Children) child.WriteTo(writer);
                writer.WriteEndArray();
                break;
            case ElementKind.Text:
                writer.WriteStringValue(Text);
                break;
            case ElementKind.Number:
                writer.WriteRawValue(Text!, skipInputValidation: true);
                break;
            case ElementKind.True or ElementKind.False:
                writer.WriteBooleanValue(Kind == ElementKind.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>The members of an object as JSON, without its braces.</summary>
    public void WriteMembersTo(Utf8JsonWriter writer)
    {
        foreach (var child in Children)
        {
            writer.WritePropertyName(child.Name!);
            child.WriteTo(writer);
        }
    }

    private Element[] Adopt(ObjectSource source)
    {
        // INVARIANT: places are told apart by reference, so whoever comes second takes what the first one made
        var children = source.Children(this, at);
        var before = Interlocked.CompareExchange(ref content, children, source);
        return before as Element[] ?? children;
    }
}
