using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using K8GuardScript.Sdk.Objects.Generated;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Steps over one object once and writes its tape, without <c>managedFields</c>, the last-applied annotation, and a Secret's values
/// (their keys stay, with null). Of a key that comes twice the first counts.
/// </summary>
internal ref struct ObjectScan
{
    // up to so many members are compared one by one
    private const int ScanLimit = 32;

    private readonly ReadOnlySpan<byte> utf8;
    private readonly string fallbackKind;
    private readonly ObjectTables tables;
    private readonly bool isUnicode;
    private TapeWriter writer;
    private byte[] unescaped = [];

    /// <param name="utf8">from the first byte that the reader got</param>
    /// <param name="fallbackKind">what counts where the object names no kind</param>
    /// <param name="tables">what recurs goes here</param>
    /// <param name="isUnicode">whether all of it is known to be valid UTF-8; otherwise what is kept is checked</param>
    public ObjectScan(ReadOnlySpan<byte> utf8, string fallbackKind, ObjectTables tables, bool isUnicode)
    {
        this.utf8 = utf8;
        this.fallbackKind = fallbackKind;
        this.tables = tables;
        this.isUnicode = isUnicode;
        writer = new TapeWriter(tables, utf8.Length);
    }

    /// <param name="reader">at the object's start; left at its end</param>
    /// <exception cref="JsonException">this is not valid JSON</exception>
    /// <exception cref="InvalidOperationException">a text that is kept is no Unicode</exception>
    public Tape Read(ref Utf8JsonReader reader) => writer.Finish(Members(ref reader, MemberPlace.Root));

    /// <summary>Gives back what was borrowed.</summary>
    public void Return()
    {
        writer.Return();
        ArrayPool<byte>.Shared.Return(unescaped);
    }

    private int Members(ref Utf8JsonReader reader, MemberPlace place)
    {
        var mark = writer.Mark;
        HashSet<string>? seen = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextAt(ref reader);
            var key = KeyOf(name);
            if (IsDropped(name, place) || IsRepeated(name, key, mark.Keys, ref seen))
            {
                reader.Skip();
                continue;
            }

            if (key < 0) key = writer.Keep(Word.Raw, name);
            writer.PutKey(key);
            var inner = PlaceOf(key, place);
            reader.Read();
            writer.Put(Value(ref reader, Word.Tag(key) == Word.Known ? Word.Payload(key) : -1, inner));
        }

        return writer.CloseObject(mark);
    }

    /// <param name="reader">at the value</param>
    /// <param name="key">the id of the key under which it stands, or the list in which it is</param>
    /// <param name="place">what it is, if it is an object</param>
    private int Value(ref Utf8JsonReader reader, int key, MemberPlace place)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when place == MemberPlace.HiddenValues:
                return HiddenMembers(ref reader);
            case var _ when place == MemberPlace.HiddenValues:
                reader.Skip();
                return Word.Null;
            case JsonTokenType.StartObject:
                return Members(ref reader, place);
            case JsonTokenType.StartArray:
                return Items(ref reader, key);
            case JsonTokenType.String:
                return Text(TextAt(ref reader), key);
            case JsonTokenType.Number:
                return Number(reader.ValueSpan);
            case JsonTokenType.True:
                return Word.True;
            case JsonTokenType.False:
                return Word.False;
            default:
                return Word.Null;
        }
    }

    private int Items(ref Utf8JsonReader reader, int key)
    {
        var mark = writer.Mark.Values;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) writer.Put(Value(ref reader, key, MemberPlace.Other));
        return writer.CloseList(mark);
    }

    private int HiddenMembers(ref Utf8JsonReader reader)
    {
        var mark = writer.Mark;
        HashSet<string>? seen = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextAt(ref reader);
            var key = KeyOf(name);
            if (!IsRepeated(name, key, mark.Keys, ref seen))
            {
                writer.PutKey(key < 0 ? writer.Keep(Word.Raw, name) : key);
                writer.Put(Word.Null);
            }

            reader.Skip();
        }

        return writer.CloseObject(mark);
    }

    private static bool IsDropped(ReadOnlySpan<byte> name, MemberPlace place) => place switch
    {
        MemberPlace.Metadata => name.SequenceEqual("managedFields"u8),
        MemberPlace.Annotations => name.SequenceEqual("kubectl.kubernetes.io/last-applied-configuration"u8),
        _ => false,
    };

    private readonly MemberPlace PlaceOf(int key, MemberPlace parent)
    {
        if (parent == MemberPlace.Other || Word.Tag(key) != Word.Known) return MemberPlace.Other;
        return (parent, Word.Payload(key)) switch
        {
            (MemberPlace.Root, SchemaKey.Metadata) => MemberPlace.Metadata,
            (MemberPlace.Root, SchemaKey.Data or SchemaKey.StringData) when IsSecret() => MemberPlace.HiddenValues,
            (MemberPlace.Metadata, SchemaKey.Annotations) => MemberPlace.Annotations,
            _ => MemberPlace.Other,
        };
    }

    /// <summary>Whether these are a Secret's values may be said behind them, so this looks ahead.</summary>
    private readonly bool IsSecret()
    {
        var ahead = new Utf8JsonReader(utf8, ObjectParser.Options);
        ahead.Read();
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var isKind = ahead.ValueTextEquals("kind"u8);
            ahead.Read();
            if (isKind && ahead.TokenType == JsonTokenType.String && !ahead.ValueTextEquals(""u8)) return ahead.ValueTextEquals("Secret"u8);
            if (isKind) break;
            ahead.Skip();
        }

        return fallbackKind == "Secret";
    }

    /// <summary>The key as a word; -1 where it has to be kept with the object.</summary>
    private readonly int KeyOf(scoped ReadOnlySpan<byte> name)
    {
        var hash = TextHash.Of(name);
        var id = SchemaKeys.Find(name, hash);
        if (id < 0) id = tables.Texts.Take(name, hash, TextHabit.Unknown);
        return id < 0 ? -1 : Word.Of(Word.Known, id);
    }

    private readonly bool IsRepeated(scoped ReadOnlySpan<byte> name, int key, int mark, ref HashSet<string>? seen)
    {
        var keys = writer.KeysFrom(mark);
        if (keys.Length > ScanLimit)
        {
            seen ??= Names(keys);
            return !seen.Add(Encoding.UTF8.GetString(name));
        }

        foreach (var known in keys)
        {
            // a key may have come to the tables since it was kept with the object
            if (known == key || (Word.Tag(known) == Word.Raw && writer.Raw(known).SequenceEqual(name))) return true;
        }

        return false;
    }

    private readonly HashSet<string> Names(ReadOnlySpan<int> keys)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
            names.Add(Word.Tag(key) == Word.Raw ? Encoding.UTF8.GetString(writer.Raw(key)) : tables.Texts[Word.Payload(key)]);
        return names;
    }

    private int Text(scoped ReadOnlySpan<byte> text, int key)
    {
        if (ShortTime.TryRead(text, out var seconds)) return Word.Of(Word.Time, seconds);
        var habit = SchemaKeys.Habit(key);
        var id = habit == TextHabit.Unique ? -1 : tables.Texts.Take(text, TextHash.Of(text), habit);
        return id >= 0 ? Word.Of(Word.Known, id) : writer.Keep(Word.Raw, text);
    }

    private int Number(scoped ReadOnlySpan<byte> text)
    {
        var number = 0;
        var isSmall = text.Length <= 10 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            && number is >= -Word.MostSmall - 1 and <= Word.MostSmall
            && !text.SequenceEqual("-0"u8);
        return isSmall ? Word.Of(Word.Small, number) : writer.Keep(Word.Number, text);
    }

    private ReadOnlySpan<byte> TextAt(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            if (unescaped.Length < reader.ValueSpan.Length)
            {
                ArrayPool<byte>.Shared.Return(unescaped);
                unescaped = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
            }

            return unescaped.AsSpan(0, reader.CopyString(unescaped));
        }

        if (!isUnicode && !Utf8.IsValid(reader.ValueSpan)) reader.GetString();
        return reader.ValueSpan;
    }
}
