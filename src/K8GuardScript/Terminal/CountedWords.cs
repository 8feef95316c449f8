using System.Globalization;

namespace K8GuardScript.Terminal;

/// <summary>Numbers with a word, in the form that belongs to the number.</summary>
internal static class CountedWords
{
    /// <summary><c>1 policy</c>, <c>2 policies</c>, <c>0 errors</c>.</summary>
    public static string Of(int count, string word)
    {
        var plural = word.EndsWith('y') ? word[..^1] + "ies" : word + "s";
        return string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? word : plural)}");
    }
}
