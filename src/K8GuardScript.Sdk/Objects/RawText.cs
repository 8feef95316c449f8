using System.Text;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Objects;

/// <summary>UTF-8 behind its length, seven bits of it a byte.</summary>
internal static class RawText
{
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> from)
    {
        var length = 0;
        var used = 0;
        byte one;
        do
        {
            one = from[used];
            length |= (one & 0x7F) << (7 * used++);
        }
        while (one >= 0x80);

        return from.Slice(used, length);
    }

    /// <summary>The characters; a rule that asks for them pays for the copy.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        Fuel.ChargeText(utf8.Length > Fuel.LongestText ? Encoding.UTF8.GetCharCount(utf8) : utf8.Length);
        return Encoding.UTF8.GetString(utf8);
    }

    /// <summary>How many bytes a text of so many bytes takes with its length.</summary>
    public static int Room(int length)
    {
        var room = length + 1;
        for (var rest = (uint)length; rest >= 0x80; rest >>= 7) room++;
        return room;
    }

    public static void Write(ref GrowingBuffer<byte> output, ReadOnlySpan<byte> utf8)
    {
        var length = (uint)utf8.Length;
        for (; length >= 0x80; length >>= 7) output.Add((byte)(length | 0x80));
        output.Add((byte)length);
        output.Add(utf8);
    }
}
