using System.Runtime.CompilerServices;

namespace K8GuardScript.Sdk.Metering;

/// <summary>
/// What compiled scripts call in the place of members of the base library that do much in one go. Each does the same, and charges
/// for it before. Scripts can't name it.
/// </summary>
public static partial class Metered
{
    private const int LongestFormat = 64;

    /// <summary>An interpolated text.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Text(ref MeteredText text) => text.Build();

    /// <summary>A value as <c>+</c> shows it beside a text.</summary>
    public static string? Show<T>(T value) => value?.ToString();

    /// <inheritdoc cref="string.Concat(string, string)" />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Concat(string? first, string? second)
    {
        Fuel.ChargeText(LengthOf(first) + LengthOf(second));
        return string.Concat(first, second);
    }

    /// <inheritdoc cref="string.Concat(string, string, string)" />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Concat(string? first, string? second, string? third)
    {
        Fuel.ChargeText(LengthOf(first) + LengthOf(second) + LengthOf(third));
        return string.Concat(first, second, third);
    }

    /// <inheritdoc cref="string.Concat(string[])" />
    public static string Concat(params string?[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var length = 0L;
        foreach (var part in parts) length += LengthOf(part);
        Fuel.ChargeText(length);
        return string.Concat(parts);
    }

    /// <inheritdoc cref="string.Concat{T}(IEnumerable{T})" />
    public static string Concat<T>(IEnumerable<T> parts) => Join("", parts);

    /// <inheritdoc cref="string.Join(string, string[])" />
    public static string Join(string? separator, params string?[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var length = LengthOf(separator) * parts.Length;
        foreach (var part in parts) length += LengthOf(part);
        Fuel.Charge(parts.Length);
        Fuel.ChargeText(length);
        return string.Join(separator, parts);
    }

    /// <inheritdoc cref="string.Join{T}(string, IEnumerable{T})" />
    public static string Join<T>(string? separator, IEnumerable<T> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var text = new MeteredText(0, 1);
        var isFirst = true;
        foreach (var part in parts)
        {
            Fuel.Tick();
            if (!isFirst) text.AppendFormatted(separator);
            isFirst = false;
            if (part is string known) text.AppendFormatted(known);
            else text.AppendFormatted(part);
        }

        return text.Build();
    }

    /// <inheritdoc cref="string.Join(char, string[])" />
    public static string Join(char separator, params string?[] parts) => Join(separator.ToString(), parts);

    /// <inheritdoc cref="string.Join{T}(char, IEnumerable{T})" />
    public static string Join<T>(char separator, IEnumerable<T> parts) => Join(separator.ToString(), parts);

    /// <summary><c>new string('-', 80)</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string NewString(char c, int count) => new(c, Width(count));

    /// <summary><c>new string(characters)</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string NewString(char[]? characters)
    {
        Fuel.ChargeText(characters?.Length ?? 0);
        return new string(characters);
    }

    /// <summary><c>new string(characters, 2, 5)</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string NewString(char[] characters, int startIndex, int length) => new(characters, startIndex, Width(length));

    /// <summary>The width that a text is filled up to.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Width(int characters)
    {
        Fuel.ChargeText(Math.Max(characters, 0));
        return characters;
    }

    /// <summary>A number of items for which room is made.</summary>
    /// <param name="count">how many</param>
    /// <param name="bytes">of one item</param>
    public static int Size(int count, int bytes) => (int)Size((long)count, bytes);

    /// <inheritdoc cref="Size(int, int)" />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Size(long count, int bytes)
    {
        if (count <= 0) return count;
        Fuel.Reserve(count > long.MaxValue / Math.Max(bytes, 1) ? long.MaxValue / 2 : count * bytes);
        Fuel.Charge(count / 64);
        return count;
    }

    /// <summary>A text that is about to be read as a whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? Linear(string? text)
    {
        Fuel.ChargeText(LengthOf(text));
        return text;
    }

    /// <summary>What is about to be looked for in a text.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? Sought(string? part)
    {
        Fuel.ChargeSearch(LengthOf(part));
        return part;
    }

    /// <summary>Characters that are about to be looked for in a text.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static char[]? Sought(char[]? characters)
    {
        Fuel.ChargeSearch(characters?.Length ?? 0);
        return characters;
    }

    /// <summary>Texts that are about to be looked for in another one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string?[]? Sought(string?[]? parts)
    {
        foreach (var part in parts ?? []) Fuel.ChargeSearch(LengthOf(part) + 1);
        Fuel.ChargeSearch(parts?.Length ?? 0);
        return parts;
    }

    /// <summary>An array that is about to be read as a whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T[] Linear<T>(T[] items)
    {
        Fuel.Charge((items?.Length ?? 0) / 4);
        return items!;
    }

    /// <summary>Items that are about to be copied, hashed or compared, each of which costs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IEnumerable<T> Ticking<T>(IEnumerable<T> items) => items is null ? items! : Counted(items);

    /// <summary>A format: none that asks for more than 999 digits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? Format(string? format)
    {
        if (format is null) return format;
        var digits = 0;
        foreach (var c in format)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : 0;
            if (digits > 3) throw FuelExhaustedException.BadFormat();
        }

        return format.Length <= LongestFormat ? format : throw FuelExhaustedException.BadFormat();
    }

    private static IEnumerable<T> Counted<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            Fuel.Tick();
            yield return item;
        }
    }

    private static long LengthOf(string? text) => text?.Length ?? 0;
}
