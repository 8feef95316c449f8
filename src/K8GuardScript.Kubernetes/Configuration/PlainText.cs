using System.Globalization;
using System.Text;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Makes text of others fit for a log line or a message.</summary>
internal static class PlainText
{
    /// <summary>Control characters and what turns the direction of text become spaces; cut at so many characters.</summary>
    public static string Of(string text, int most)
    {
        var plain = new StringBuilder(Math.Min(text.Length, most) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= most) return plain.Append('…').ToString();
            plain.Append(IsPlain(rune) ? rune.ToString() : " ");
        }

        return plain.ToString().Trim();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
