using System.Buffers.Binary;
using System.Text;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Gives equal short texts as one string, as far as it remembers them: objects repeat the same keys and values. Bounded however
/// many different texts come by, because a new one takes the place of an old one. Safe from any thread.
/// </summary>
internal sealed class TextPool
{
    /// <summary>How many texts are remembered at most; a power of two.</summary>
    public const int Places = 4096;

    /// <summary>In bytes; longer texts are not remembered.</summary>
    public const int MaxLength = 64;

    private readonly string?[] places = new string?[Places];

    /// <param name="utf8">valid UTF-8</param>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength) return Encoding.UTF8.GetString(utf8);

        // strings never change, so the worst that threads can do to each other here is to forget one
        ref var place = ref places[Hash(utf8) & (Places - 1)];
        return place is { } known && Ascii.Equals(utf8, known) ? known : place = Encoding.UTF8.GetString(utf8);
    }

    private static int Hash(ReadOnlySpan<byte> text)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
            hash = (ulong.RotateLeft(hash, 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * Factor;
        foreach (var one in text) hash = (ulong.RotateLeft(hash, 29) ^ one) * Factor;
        return (int)(((hash ^ (hash >> 32)) * Factor) >> 40);
    }
}
