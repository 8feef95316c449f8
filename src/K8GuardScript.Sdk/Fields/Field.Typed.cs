using System.Globalization;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Fields;

// What typed views read through: absent and null read as absent, a value of another type is an error.
public readonly partial struct Field
{
    /// <exception cref="FieldTypeException">this is no object</exception>
    internal Field Member(string name)
    {
        if (Exists && Kind != ElementKind.Object) throw new FieldTypeException(this, "an object");
        return this[name];
    }

    internal Text ReadText(string name) => Member(name).AsText();

    internal bool? ReadBool(string name)
    {
        var field = Member(name);
        return field.Exists ? field.Bool ?? throw new FieldTypeException(field, "true or false") : null;
    }

    internal int? ReadInt(string name)
    {
        var field = Member(name);
        if (!field.Exists) return null;
        return field.Integer is >= int.MinValue and <= int.MaxValue and var whole
            ? (int)whole
            : throw new FieldTypeException(field, "a whole number of 32 bits");
    }

    internal long? ReadLong(string name)
    {
        var field = Member(name);
        return field.Exists ? field.Integer ?? throw new FieldTypeException(field, "a whole number") : null;
    }

    internal double? ReadDouble(string name)
    {
        var field = Member(name);
        return field.Exists ? field.Number ?? throw new FieldTypeException(field, "a number") : null;
    }

    internal DateTimeOffset? ReadTime(string name)
    {
        var field = Member(name);
        if (!field.Exists) return null;
        return DateTimeOffset.TryParse(field.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FieldTypeException(field, "an instant such as 2026-01-31T12:00:00Z");
    }

    internal Items<T> ReadItems<T>(string name)
        where T : struct, IItem<T>
    {
        var field = Member(name);
        return field.Kind is ElementKind.List || !field.Exists ? new Items<T>(field) : throw new FieldTypeException(field, "a list");
    }

    internal TextMap ReadMap(string name)
    {
        var field = Member(name);
        return field.Kind is ElementKind.Object || !field.Exists ? new TextMap(field) : throw new FieldTypeException(field, "an object");
    }

    internal Text AsText() => Kind == ElementKind.Text || !Exists ? Text : throw new FieldTypeException(this, "text");
}
