using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Operators;

/// <summary>Operators that tell something about a list. Each looks at the whole list at once, and costs as much fuel as the list is long.</summary>
public static class Questions
{
    /// <summary>True when there is at least one.</summary>
    public static bool Any<T>(this IEnumerable<T> source) => Listed.Of(source).Length > 0;

    /// <summary>True when the condition holds for at least one.</summary>
    public static bool Any<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        Array.Exists(Listed.Of(source), item => condition(item));

    /// <summary>True when the condition holds for each, and for an empty list.</summary>
    public static bool All<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        Array.TrueForAll(Listed.Of(source), item => condition(item));

    /// <summary>True when it holds this; texts are compared ordinally.</summary>
    public static bool Contains<T>(this IEnumerable<T> source, T item) => Metered.IndexOf(Listed.Of(source), item) >= 0;

    /// <summary>How many there are.</summary>
    public static int Count<T>(this IEnumerable<T> source) => Listed.Of(source).Length;

    /// <summary>For how many the condition holds.</summary>
    public static int Count<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        FrozenList<T>.Adopt(Listed.Of(source)).CountOf(condition);

    /// <summary>True when both hold the same items in the same order.</summary>
    public static bool SequenceEqual<T>(this IEnumerable<T> source, IEnumerable<T> other)
    {
        var (first, second) = (Listed.Of(source), Listed.Of(other));
        if (first.Length != second.Length) return false;
        for (var i = 0; i < first.Length; i++)
        {
            Fuel.Tick();
            if (!EqualityComparer<T>.Default.Equals(first[i], second[i])) return false;
        }

        return true;
    }

    /// <summary>True when it holds this text (ordinal); false for an absent one, unless the list holds null.</summary>
    public static bool Contains(this IEnumerable<string> source, string? text) => Metered.IndexOf(Listed.Of(source), text) >= 0;

    /// <inheritdoc cref="Contains(IEnumerable{string}, string)" />
    public static bool Contains(this string[] source, string? text) => Metered.IndexOf(Listed.Of(source), text) >= 0;

    /// <summary>True when it holds this text (ordinal).</summary>
    public static bool Contains(this IEnumerable<Text> source, string? text) => Array.Exists(Listed.Of(source), item => IsText(item, text));

    /// <inheritdoc cref="Contains{T}(IEnumerable{T}, T)" />
    public static bool Contains<T>(this T[] source, T item) => Metered.IndexOf(Listed.Of(source), item) >= 0;

    private static bool IsText(Text item, string? text)
    {
        Fuel.Tick();
        return item == text;
    }
}
