using System.Buffers.Binary;
using System.Security.Cryptography;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Hashes what the cluster's users write. Each process has its own secret factor, so that nobody can prepare texts that meet.
/// </summary>
internal static class TextHash
{
    private static readonly ulong Start = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private static readonly ulong Factor = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    public static ulong Of(ReadOnlySpan<byte> text)
    {
        var hash = Start ^ (ulong)text.Length;
        for (; text.Length > sizeof(ulong); text = text[sizeof(ulong)..])
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(text));
        return Mix(Mix(hash, Rest(text)), (ulong)text.Length);
    }

    public static ulong Of(ReadOnlySpan<int> numbers)
    {
        var hash = Start ^ (ulong)numbers.Length;
        foreach (var number in numbers) hash = Mix(hash, (uint)number);
        return hash;
    }

    // the two halves of the whole product, so that every bit of both sides counts
    private static ulong Mix(ulong hash, ulong next)
    {
        var high = Math.BigMul(hash ^ next, Factor, out var low);
        return high ^ low ^ Start;
    }

    private static ulong Rest(ReadOnlySpan<byte> text)
    {
        if (text.Length == sizeof(ulong)) return BinaryPrimitives.ReadUInt64LittleEndian(text);
        if (text.Length >= sizeof(uint))
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(text)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]) << 32);
        }

        var rest = 0UL;
        foreach (var one in text) rest = (rest << 8) | one;
        return rest;
    }
}
