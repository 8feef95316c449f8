using System.Globalization;

namespace K8GuardScript.Sdk.Registration;

/// <summary>Makes a script's words safe to store and to show.</summary>
internal static class PlainText
{
    private const string Ellipsis = "…";

    /// <summary>
    /// The text with a space for each control, line-breaking or direction-changing character and each half of a broken surrogate
    /// pair, cut to <paramref name="limit"/> UTF-16 units.
    /// </summary>
    public static string Clean(string? text, int limit)
    {
        if (text is null) return "";
        var length = Math.Min(text.Length, limit);
        var isCut = text.Length > limit;
        if (isCut)
        {
            length -= Ellipsis.Length;
            if (char.IsHighSurrogate(text[length - 1])) length--;
        }

        var clean = string.Create(length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = IsPlain(source, i) ? source[i] : ' ';
        });
        return isCut ? clean + Ellipsis : clean;
    }

    private static bool IsPlain(string text, int i)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c)) return i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
        if (char.IsLowSurrogate(c)) return i > 0 && char.IsHighSurrogate(text[i - 1]);
        return char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }
}
