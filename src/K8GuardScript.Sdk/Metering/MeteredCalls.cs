using System.Runtime.CompilerServices;

namespace K8GuardScript.Sdk.Metering;

/// <summary>
/// Stands in for instance methods of the base library: compiled scripts call <c>text.ReplaceMetered(…)</c> where they say
/// <c>text.Replace(…)</c>, and <c>text.LinearMetered().Split(…)</c> where the length of what is at hand bounds the work. No script may
/// use names that end like these.
/// </summary>
public static partial class MeteredCalls
{
    /// <summary>A text that is about to be read as a whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string LinearMetered(this string text)
    {
        Fuel.ChargeText(text.Length);
        return text;
    }

    /// <inheritdoc cref="string.Replace(char, char)" />
    public static string ReplaceMetered(this string text, char oldChar, char newChar) =>
        text.LinearMetered().Replace(oldChar, newChar);

    /// <inheritdoc cref="string.Replace(string, string)" />
    public static string ReplaceMetered(this string text, string oldValue, string? newValue) =>
        text.ReplaceMetered(oldValue, newValue, StringComparison.Ordinal);

    /// <inheritdoc cref="string.Replace(string, string, StringComparison)" />
    public static string ReplaceMetered(this string text, string oldValue, string? newValue, StringComparison comparisonType)
    {
        Fuel.ChargeText(text.Length);
        Fuel.ChargeSearch(oldValue?.Length ?? 0);
        var growth = (newValue?.Length ?? 0) - (oldValue?.Length ?? 0);
        if (growth > 0 && oldValue is { Length: > 0 }) Fuel.ChargeText(text.Length + (CountOf(text, oldValue, comparisonType) * growth));

        return text.Replace(oldValue!, newValue, comparisonType);
    }

    /// <inheritdoc cref="string.ReplaceLineEndings()" />
    public static string ReplaceLineEndingsMetered(this string text) => text.LinearMetered().ReplaceLineEndings();

    /// <inheritdoc cref="string.ReplaceLineEndings(string)" />
    public static string ReplaceLineEndingsMetered(this string text, string replacementText)
    {
        ArgumentNullException.ThrowIfNull(replacementText);
        Fuel.ChargeText(text.Length);
        Fuel.ChargeText(text.Length + ((long)text.AsSpan().Count('\n') + text.AsSpan().Count('\r')) * replacementText.Length);
        return text.ReplaceLineEndings(replacementText);
    }

    private static long CountOf(string text, string part, StringComparison comparison)
    {
        var count = 0L;
        for (var at = text.IndexOf(part, comparison); at >= 0; at = text.IndexOf(part, at + part.Length, comparison)) count++;
        return count;
    }
}
