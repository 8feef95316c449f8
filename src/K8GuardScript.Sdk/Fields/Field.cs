using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Fields;

/// <summary>
/// Untyped access to any place of an object: <c>o["spec"]["replicas"].Number</c>. Never throws: what is absent, or of another
/// type than asked for, reads as absent. (The API's kind <c>Node</c> has its own view, hence this name.)
/// </summary>
public readonly partial struct Field : IView, IItem<Field>, IEquatable<Field>
{
    private readonly Element? at;      // the place, or where `missing` is set the place that lacks it
    private readonly string? missing;

    internal Field(Element? at) => this.at = at;

    private Field(Element at, string missing)
    {
        this.at = at;
        this.missing = missing;
    }

    /// <summary>True when the object has a value here; <c>{}</c>, <c>[]</c> and <c>""</c> are values, <c>null</c> is none.</summary>
    public bool Exists => Kind > ElementKind.Null;

    /// <summary>True when the object says <c>null</c> here.</summary>
    public bool IsNull => Kind == ElementKind.Null;

    /// <summary>The key under which the parent holds this; empty for items of a list and the object itself.</summary>
    public string Name => missing ?? at?.Name ?? "";

    /// <summary>The text, if it is one.</summary>
    public Text Text => Kind == ElementKind.Text ? new Text(at!.Text) : default;

    /// <summary>The number, if it is one; 64-bit integers lose digits here, see <see cref="Integer"/>.</summary>
    public double? Number => Kind == ElementKind.Number ? NumberText.ToDouble(at!.Text!) : null;

    /// <summary>The number, if it is a whole one that fits into 64 bits.</summary>
#pragma warning disable CA1720 // "integer" is what the API's schema calls it
    public long? Integer => Kind == ElementKind.Number ? NumberText.ToLong(at!.Text!) : null;
#pragma warning restore CA1720

    /// <summary>True or false, if it is one of them.</summary>
    public bool? Bool => Kind switch { ElementKind.True => true, ElementKind.False => false, _ => null };

    /// <summary>The items, if it is a list.</summary>
    public Items<Field> Items => new(Kind == ElementKind.List ? this : default);

    /// <summary>The members, if it is an object; each tells its <see cref="Name"/>.</summary>
    public Items<Field> Fields => new(Kind == ElementKind.Object ? this : default);

    /// <summary>The members' names, if it is an object.</summary>
    public FrozenList<string> Keys => Fields.Select(member => member.Name);

    /// <summary>
    /// Where this is: <c>spec.template.spec.containers[0].image</c>; keys that hold other characters than letters, digits,
    /// <c>_</c>, <c>-</c> are quoted: <c>metadata.labels["example.com/team"]</c>. An absent place has a path as well.
    /// </summary>
    public string Path => ObjectPath.Exact(at, missing);

    internal string KeyPath => ObjectPath.ByKey(at, missing);

    internal ElementKind Kind => missing is null && at is not null ? at.Kind : ElementKind.Missing;

    internal ReadOnlySpan<Element> Children => missing is null && at is not null ? at.Children : [];

    Field IView.Place => this;

    /// <summary>The member with this name; absent if there is none, or if this is no object.</summary>
    public Field this[string name]
    {
        get
        {
            var parent = Anchor();
            return parent.Find(name) is { } found ? new Field(found) : new Field(parent, name);
        }
    }

    /// <summary>The item at this position, from 0; absent if there is none, or if this is no list.</summary>
    public Field this[int index]
    {
        get
        {
            var parent = Anchor();
            return parent.Kind == ElementKind.List && (uint)index < (uint)parent.Children.Length
                ? new Field(parent.Children[index])
                : new Field(new Element(ElementKind.Missing, parent, null, index));
        }
    }

    /// <summary>True for the same place in the same object.</summary>
    public bool Equals(Field other) =>
        ReferenceEquals(at, other.at) && string.Equals(missing, other.missing, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Field other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(at, missing);

    /// <summary>The text, number, <c>true</c> or <c>false</c> as it was written; otherwise empty.</summary>
    public override string ToString() => Kind switch
    {
        ElementKind.Text or ElementKind.Number => at!.Text!,
        ElementKind.True => "true",
        ElementKind.False => "false",
        _ => "",
    };

    /// <summary>True when there is no value here.</summary>
    public static bool operator ==(Field field, Absent? _) => !field.Exists;

    /// <summary>True when there is a value here.</summary>
    public static bool operator !=(Field field, Absent? _) => field.Exists;

    static Field IItem<Field>.From(Field item) => item;

    // Only the second step into nothing costs an allocation: the first is kept as a name beside its parent.
    private Element Anchor() =>
        missing is null ? at ?? new Element(ElementKind.Missing, null, null, 0) : new Element(ElementKind.Missing, at, missing, 0);
}
