using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace K8GuardScript.Sdk.Objects;

/// <summary>A uid, without the text where it is written as the API server writes them. Equal when the texts are the same.</summary>
internal readonly record struct ObjectUid
{
    private const int Length = 36;

    private readonly Guid number;
    private readonly string? odd;

    /// <param name="text">empty where there is none</param>
    public ObjectUid(string text)
    {
        Span<char> again = stackalloc char[Length];
        var isPlain = Guid.TryParseExact(text, "D", out number) && number.TryFormat(again, out _, "D") && text.AsSpan().SequenceEqual(again);
        if (!isPlain) (number, odd) = (default, text);
    }

    private ObjectUid(Guid number) => this.number = number;

    /// <inheritdoc />
    public override int GetHashCode() =>
        odd is null ? (int)TextHash.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in number))) : odd.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public bool Equals(ObjectUid other) => number == other.number && odd == other.odd;

    /// <param name="utf8">a text</param>
    /// <param name="uid">the uid, if it is written as the API server writes them</param>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out ObjectUid uid)
    {
        uid = default;
        Span<char> text = stackalloc char[Length];
        Span<char> again = stackalloc char[Length];
        if (utf8.Length != Length || Ascii.ToUtf16(utf8, text, out _) != OperationStatus.Done) return false;
        if (!Guid.TryParseExact(text, "D", out var number) || !number.TryFormat(again, out _, "D")) return false;
        if (!text.SequenceEqual(again)) return false;
        uid = new ObjectUid(number);
        return true;
    }
}
