using System.Globalization;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Fields;

/// <summary>
/// Untyped access to any place of an object: <c>o["spec"]["replicas"].Number</c>. Never throws: what is absent, or of another
/// type than asked for, reads as absent. (The API's kind <c>Node</c> has its own view, hence this name.)
/// </summary>
public readonly partial struct Field : IView, IItem<Field>, IEquatable<Field>
{
    private readonly object? source; // a Tape, an AbsentPlace, or null: a place in no object
    private readonly int container;  // where the tape has what holds the place
    private readonly int slot;       // the place in it, or, negative, the AbsentKeys that lead from there to the place

    private Field(object? source, int container, int slot)
    {
        this.source = source;
        this.container = container;
        this.slot = slot;
    }

    /// <summary>True when the object has a value here; <c>{}</c>, <c>[]</c> and <c>""</c> are values, <c>null</c> is none.</summary>
    public bool Exists => ContentWord is not (0 or Word.Null);

    /// <summary>True when the object says <c>null</c> here.</summary>
    public bool IsNull => ContentWord == Word.Null;

    /// <summary>The key under which the parent holds this; empty for items of a list and the object itself.</summary>
    public string Name
    {
        get
        {
            if (slot < 0) return AbsentKeys.Name(slot, AbsentKeys.Count(slot) - 1);
            return source switch { Tape tape => tape.KeyAt(container, slot), AbsentPlace absent => absent.Name, _ => null } ?? "";
        }
    }

    /// <summary>The text, if it is one.</summary>
    public Text Text => source is Tape tape ? Text.In(tape, ContentWord) : default;

    /// <summary>The number, if it is one; 64-bit integers lose digits here, see <see cref="Integer"/>.</summary>
    public double? Number
    {
        get
        {
            var word = ContentWord;
            if (Word.Tag(word) == Word.Small) return Word.Payload(word);
            return Word.Tag(word) == Word.Number ? NumberText.ToDouble(((Tape)source!).Raw(Word.Payload(word))) : null;
        }
    }

    /// <summary>The number, if it is a whole one that fits into 64 bits.</summary>
#pragma warning disable CA1720 // "integer" is what the API's schema calls it
    public long? Integer
#pragma warning restore CA1720
    {
        get
        {
            var word = ContentWord;
            if (Word.Tag(word) == Word.Small) return Word.Payload(word);
            return Word.Tag(word) == Word.Number ? NumberText.ToLong(((Tape)source!).Raw(Word.Payload(word))) : null;
        }
    }

    /// <summary>True or false, if it is one of them.</summary>
    public bool? Bool => ContentWord switch { Word.True => true, Word.False => false, _ => null };

    /// <summary>The items, if it is a list.</summary>
    public Items<Field> Items => new(Kind == ValueKind.List ? this : default);

    /// <summary>The members, if it is an object; each tells its <see cref="Name"/>.</summary>
    public Items<Field> Fields => new(Kind == ValueKind.Object ? this : default);

    /// <summary>The members' names, if it is an object.</summary>
    public FrozenList<string> Keys => Fields.Select(member => member.Name);

    /// <summary>
    /// Where this is: <c>spec.template.spec.containers[0].image</c>; keys that hold other characters than letters, digits,
    /// <c>_</c>, <c>-</c> are quoted: <c>metadata.labels["example.com/team"]</c>. An absent place has a path as well.
    /// </summary>
    public string Path => ObjectPath.Exact(this);

    internal string KeyPath => ObjectPath.ByKey(this);

    Field IView.Place => this;

    /// <summary>The member with this name; absent if there is none, or if this is no object.</summary>
    public Field this[string name]
    {
        get
        {
            name ??= "";
            if (TryMember(name, out var member)) return member;
            var key = SchemaKeys.Find(name);
            return key >= 0 ? Absent(key) : new Field(new AbsentPlace(this, name, -1), 0, 0);
        }
    }

    /// <summary>The item at this position, from 0; absent if there is none, or if this is no list.</summary>
    public Field this[int index] => Kind == ValueKind.List ? Child(index) : new Field(new AbsentPlace(this, null, index), 0, 0);

    /// <summary>True for the same place in the same object.</summary>
    public bool Equals(Field other) =>
        IsBeside(other)
        && (ReferenceEquals(source, other.source) || (source is AbsentPlace absent && absent.Equals(other.source as AbsentPlace)));

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Field other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(source, container, slot);

    /// <summary>The text, number, <c>true</c> or <c>false</c> as it was written; otherwise empty.</summary>
    public override string ToString()
    {
        var word = ContentWord;
        return Kind switch
        {
            ValueKind.Text => ((Tape)source!).Text(word),
            ValueKind.Number when Word.Tag(word) == Word.Small => Word.Payload(word).ToString(CultureInfo.InvariantCulture),
            ValueKind.Number => RawText.Decode(((Tape)source!).Raw(Word.Payload(word))),
            ValueKind.True => "true",
            ValueKind.False => "false",
            _ => "",
        };
    }

    /// <summary>True when there is no value here.</summary>
    public static bool operator ==(Field field, Absent? _) => !field.Exists;

    /// <summary>True when there is a value here.</summary>
    public static bool operator !=(Field field, Absent? _) => field.Exists;

    static Field IItem<Field>.From(Field item) => item;
}
