using System.Runtime.CompilerServices;
using System.Text;
using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Fields;

/// <summary>
/// A text of an object, or its absence. Comparisons are ordinal (case counts, culture does not) and false when the text is
/// absent; converts to <c>string</c>, null when absent.
/// </summary>
public readonly struct Text : IItem<Text>, IEquatable<Text>
{
    private const int ShortPart = 256;
    private const int LongRead = 256;

    private readonly object? source; // a string, the tape that has the text in its tail, or null: absent
    private readonly int offset;

    internal Text(string? value) => source = value;

    private Text(Tape tape, int offset)
    {
        source = tape;
        this.offset = offset;
    }

    /// <summary>True when there is a text, be it empty.</summary>
    public bool Exists => source is not null;

    /// <summary>True when there is no character: absent, or <c>""</c>. The API makes no difference between them.</summary>
    public bool IsEmpty => source is Tape ? Raw.IsEmpty : string.IsNullOrEmpty(source as string);

    /// <summary>The number of UTF-16 characters; 0 when absent.</summary>
    public int Length => source is Tape ? Encoding.UTF8.GetCharCount(Raw) : (source as string)?.Length ?? 0;

    private string? Value => source is Tape tape ? RawText.Decode(tape.Raw(offset)) : source as string;

    private ReadOnlySpan<byte> Raw
    {
        get
        {
            var raw = ((Tape)source!).Raw(offset);
            if (raw.Length > LongRead) Fuel.Charge(raw.Length / LongRead);
            return raw;
        }
    }

    /// <summary>The text in a tape that a word stands for; absent if it stands for none.</summary>
    internal static Text In(Tape tape, int word) => Word.Tag(word) switch
    {
        Word.Raw => new Text(tape, Word.Payload(word)),
        Word.Known or Word.Time => new Text(tape.Text(word)),
        _ => default,
    };

    /// <summary>Reads a uid without a copy of its text; false where it is odd, or no text in a tail.</summary>
    internal bool TryReadUid(out ObjectUid uid)
    {
        uid = default;
        return source is Tape tape && ObjectUid.TryRead(tape.Raw(offset), out uid);
    }

    /// <inheritdoc cref="string.StartsWith(string)" />
    public bool StartsWith(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (source is not Tape) return source is string value && value.StartsWith(prefix, StringComparison.Ordinal);
        var raw = Raw;
        if (!Ascii.IsValid(prefix)) return Value!.StartsWith(prefix, StringComparison.Ordinal);
        return raw.Length >= prefix.Length && Ascii.Equals(raw[..prefix.Length], prefix);
    }

    /// <inheritdoc cref="string.EndsWith(string)" />
    public bool EndsWith(string suffix)
    {
        ArgumentNullException.ThrowIfNull(suffix);
        if (source is not Tape) return source is string value && value.EndsWith(suffix, StringComparison.Ordinal);
        var raw = Raw;
        if (!Ascii.IsValid(suffix)) return Value!.EndsWith(suffix, StringComparison.Ordinal);
        return raw.Length >= suffix.Length && Ascii.Equals(raw[^suffix.Length..], suffix);
    }

    /// <inheritdoc cref="string.Contains(string)" />
    public bool Contains(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        Fuel.ChargeSearch(part.Length);
        if (source is not Tape) return source is string value && value.Contains(part, StringComparison.Ordinal);
        if (part.Length > ShortPart || !Ascii.IsValid(part)) return Value!.Contains(part, StringComparison.Ordinal);
        Span<byte> utf8 = stackalloc byte[ShortPart];
        var length = Encoding.ASCII.GetBytes(part, utf8);
        return Raw.IndexOf(utf8[..length]) >= 0;
    }

    /// <summary>True when the text is one of these: <c>verb.Is("get", "list")</c>.</summary>
    public bool Is(params ReadOnlySpan<string> values)
    {
        foreach (var candidate in values)
        {
            Fuel.Tick();
            if (this == candidate) return true;
        }

        return false;
    }

    /// <inheritdoc />
    public bool Equals(Text other)
    {
        if (source is not Tape) return other.IsText(source as string);
        return other.source is Tape second ? Raw.SequenceEqual(second.Raw(other.offset)) : IsText(other.source as string);
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Text other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The text; empty when absent.</summary>
    public override string ToString() => Value ?? "";

    /// <summary>The text; null when absent.</summary>
    public static implicit operator string?(Text text) => text.Value;

    /// <summary>True when both are there and the same.</summary>
    public static bool operator ==(Text left, Text right) => left.Exists && left.Equals(right);

    /// <summary>True unless both are there and the same.</summary>
    public static bool operator !=(Text left, Text right) => !(left == right);

    /// <summary>True when the text is there and the same, or absent and compared with <c>null</c>.</summary>
    public static bool operator ==(Text left, string? right) => left.IsText(right);

    /// <summary>The opposite of <c>==</c>.</summary>
    public static bool operator !=(Text left, string? right) => !(left == right);

    /// <summary>True when the text is there and the same, or absent and compared with <c>null</c>.</summary>
    public static bool operator ==(string? left, Text right) => right == left;

    /// <summary>The opposite of <c>==</c>.</summary>
    public static bool operator !=(string? left, Text right) => !(right == left);

    /// <summary>True when the text is absent.</summary>
    [OverloadResolutionPriority(1)] // `text == null` fits every other overload as well
    public static bool operator ==(Text text, Absent? _) => !text.Exists;

    /// <summary>True when there is a text, be it empty.</summary>
    [OverloadResolutionPriority(1)]
    public static bool operator !=(Text text, Absent? _) => text.Exists;

    static Text IItem<Text>.From(Field item) => item.AsText();

    private bool IsText(string? other)
    {
        if (source is not Tape) return string.Equals(source as string, other, StringComparison.Ordinal);
        if (other is null) return false;
        return Ascii.IsValid(other) ? Ascii.Equals(Raw, other) : string.Equals(Value, other, StringComparison.Ordinal);
    }
}
