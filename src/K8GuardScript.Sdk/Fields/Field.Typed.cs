using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Fields;

// What typed views read through: absent and null read as absent, a value of another type is an error.
public readonly partial struct Field
{
    /// <param name="key">of the schema</param>
    /// <exception cref="FieldTypeException">this is no object</exception>
    internal Field Member(int key)
    {
        var word = ContentWord;
        if (Word.Tag(word) == Word.Object)
        {
            var tape = (Tape)source!;
            var found = tape.Find(Word.Payload(word), key);
            return new Field(tape, Word.Payload(word), found >= 0 ? found : AbsentKeys.Of(key));
        }

        return word is 0 or Word.Null ? Absent(key) : throw new FieldTypeException(this, "an object");
    }

    internal Text ReadText(int key) => Member(key).AsText();

    internal bool? ReadBool(int key)
    {
        var field = Member(key);
        return field.Exists ? field.Bool ?? throw new FieldTypeException(field, "true or false") : null;
    }

    internal int? ReadInt(int key)
    {
        var field = Member(key);
        if (!field.Exists) return null;
        return field.Integer is >= int.MinValue and <= int.MaxValue and var whole
            ? (int)whole
            : throw new FieldTypeException(field, "a whole number of 32 bits");
    }

    internal long? ReadLong(int key)
    {
        var field = Member(key);
        return field.Exists ? field.Integer ?? throw new FieldTypeException(field, "a whole number") : null;
    }

    internal double? ReadDouble(int key)
    {
        var field = Member(key);
        return field.Exists ? field.Number ?? throw new FieldTypeException(field, "a number") : null;
    }

    internal DateTimeOffset? ReadTime(int key)
    {
        var field = Member(key);
        if (!field.Exists) return null;
        if (Word.Tag(field.ContentWord) == Word.Time) return ShortTime.Instant(field.ContentWord);
        return InstantText.TryRead((string?)field.Text, out var time)
            ? time
            : throw new FieldTypeException(field, "an instant such as 2026-01-31T12:00:00Z");
    }

    internal Items<T> ReadItems<T>(int key)
        where T : struct, IItem<T> => Member(key).AsItems<T>();

    internal T Read<T>(int key)
        where T : struct, IItem<T> => T.From(Member(key));

    internal TextMap ReadMap(int key) => new(Member(key).AsMap());

    internal Fields<T> ReadFields<T>(int key)
        where T : struct, IItem<T> => new(Member(key).AsMap());

    internal Text AsText() => Kind == ValueKind.Text || !Exists ? Text : throw new FieldTypeException(this, "text");

    internal Items<T> AsItems<T>()
        where T : struct, IItem<T> =>
        Kind == ValueKind.List || !Exists ? new Items<T>(this) : throw new FieldTypeException(this, "a list");

    private Field AsMap() => Kind == ValueKind.Object || !Exists ? this : throw new FieldTypeException(this, "an object");
}
