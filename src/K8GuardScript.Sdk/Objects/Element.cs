using System.Text.Json;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// One place in a parsed object: a value with the name or position under which its parent holds it. Never changes once the
/// parser is done, so it may be read from any thread.
/// </summary>
internal sealed class Element
{
    private static readonly Element[] None = [];
    private Element[] children = None;

    public Element(ElementKind kind, Element? parent, string? name, int index, string? text = null)
    {
        Kind = kind;
        Parent = parent;
        Name = name;
        Index = index;
        Text = text;
    }

    public ElementKind Kind { get; }

    public Element? Parent { get; }

    /// <summary>The key under which the parent, an object, holds this; null in a list and at the root.</summary>
    public string? Name { get; }

    /// <summary>The position in the parent, where that is a list.</summary>
    public int Index { get; }

    /// <summary>A text's characters, or a number exactly as it was written.</summary>
    public string? Text { get; }

    /// <summary>Members of an object or items of a list, in the order in which they were read.</summary>
    public ReadOnlySpan<Element> Children => children;

    /// <summary>The member with this key, or null.</summary>
    public Element? Find(string name)
    {
        if (Kind != ElementKind.Object) return null;
        foreach (var child in children)
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
                foreach (var child in children) child.WriteTo(writer);
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
        foreach (var child in children)
        {
            writer.WritePropertyName(child.Name!);
            child.WriteTo(writer);
        }
    }

    /// <summary>Hands the children over; only the parser does, before anyone else sees the element.</summary>
    internal void Adopt(Element[] members) => children = members;
}
