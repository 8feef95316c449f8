namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// One value in a tape: three bits that say how it is held, and 29 that hold it or say where it is. 0 is no value at all.
/// </summary>
internal static class Word
{
    /// <summary>The payload is a <see cref="ValueKind"/> up to <see cref="ValueKind.True"/>.</summary>
    public const int Plain = 0;

    /// <summary>A whole number of 29 bits, signed, written in the only way that JSON's shortest form has.</summary>
    public const int Small = 1;

    /// <summary>A text of the tables, by its id.</summary>
    public const int Known = 2;

    /// <summary>A text in the tape's tail.</summary>
    public const int Raw = 3;

    /// <summary>An object, by the place of its header.</summary>
    public const int Object = 4;

    /// <summary>A list, by the place of its header.</summary>
    public const int List = 5;

    /// <summary>A number in the tape's tail, as it was written.</summary>
    public const int Number = 6;

    /// <summary>A text that is an instant, see <see cref="ShortTime"/>.</summary>
    public const int Time = 7;

    /// <summary>The largest number that is <see cref="Small"/>; the smallest is one less than its negative.</summary>
    public const int MostSmall = (1 << 28) - 1;

    public const int Null = (int)ValueKind.Null << 3;
    public const int False = (int)ValueKind.False << 3;
    public const int True = (int)ValueKind.True << 3;

    public static int Of(int tag, int payload) => (payload << 3) | tag;

    public static int Tag(int word) => word & 7;

    public static int Payload(int word) => word >> 3;

    /// <summary>The payload where it is no number but a time, which has no sign.</summary>
    public static uint Unsigned(int word) => (uint)word >> 3;

    public static ValueKind Kind(int word) => Tag(word) switch
    {
        Plain => (ValueKind)Payload(word),
        Small or Number => ValueKind.Number,
        Object => ValueKind.Object,
        List => ValueKind.List,
        _ => ValueKind.Text,
    };
}
