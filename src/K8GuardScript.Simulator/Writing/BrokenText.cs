using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// Makes valid text of a JSON body as a real server does: bytes that are no UTF-8, and escaped halves of surrogate pairs, become U+FFFD.
/// </summary>
internal static class BrokenText
{
    private const int EscapeLength = 6;

    /// <summary>The same bytes where nothing is broken.</summary>
    public static ReadOnlyMemory<byte> Mend(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span)) json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
        return json.Span.IndexOf("\\u"u8) < 0 ? json : MendEscapes(json);
    }

    private static ReadOnlyMemory<byte> MendEscapes(ReadOnlyMemory<byte> json)
    {
        byte[]? mended = null;
        var text = json.Span;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\') continue;
            var unit = Unit(text[at..]);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Unit(text[(at + EscapeLength)..])))
            {
                at += (2 * EscapeLength) - 1;
                continue;
            }

            if (char.IsSurrogate(unit)) "\\ufffd"u8.CopyTo((mended ??= json.ToArray()).AsSpan(at));

            // what is escaped is no backslash of the next escape
            at++;
        }

        return mended ?? json;
    }

    /// <summary>The UTF-16 unit of an escape such as <c>\ud83d</c>; zero for anything else.</summary>
    private static char Unit(ReadOnlySpan<byte> text) => text.Length >= EscapeLength && text.StartsWith("\\u"u8)
        && ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
