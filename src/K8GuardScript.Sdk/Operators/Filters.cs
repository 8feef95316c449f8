using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>Operators that keep some items of a list.</summary>
public static class Filters
{
    /// <summary>Those for which the condition holds, in order.</summary>
    public static FrozenList<T> Where<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        FrozenList<T>.Adopt(Listed.Of(source)).Where(condition);

    /// <summary>Those for which the condition holds, which also gets the position, from 0.</summary>
    public static FrozenList<T> Where<T>(this IEnumerable<T> source, Func<T, int, bool> condition)
    {
        var items = Listed.Of(source);
        var kept = new List<T>();
        for (var i = 0; i < items.Length; i++)
        {
            if (condition(items[i], i)) kept.Add(items[i]);
        }

        return Listed.Frozen(kept);
    }

    /// <summary>All but the first ones.</summary>
    public static FrozenList<T> Skip<T>(this IEnumerable<T> source, int count) => Slice(Listed.Of(source), count, int.MaxValue);

    /// <summary>All but the last ones.</summary>
    public static FrozenList<T> SkipLast<T>(this IEnumerable<T> source, int count) =>
        Listed.Of(source) is var items ? Slice(items, 0, items.Length - Math.Max(count, 0)) : default!;

    /// <summary>The first ones.</summary>
    public static FrozenList<T> Take<T>(this IEnumerable<T> source, int count) => Slice(Listed.Of(source), 0, count);

    /// <summary>The last ones.</summary>
    public static FrozenList<T> TakeLast<T>(this IEnumerable<T> source, int count) =>
        Listed.Of(source) is var items ? Slice(items, items.Length - Math.Max(count, 0), int.MaxValue) : default!;

    /// <summary>All from the first one on for which the condition does not hold.</summary>
    public static FrozenList<T> SkipWhile<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        Listed.Of(source) is var items ? Slice(items, Run(items, condition), int.MaxValue) : default!;

    /// <summary>All before the first one for which the condition does not hold.</summary>
    public static FrozenList<T> TakeWhile<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        Listed.Of(source) is var items ? Slice(items, 0, Run(items, condition)) : default!;

    /// <summary>Each once, in the order in which they come first.</summary>
    public static FrozenList<T> Distinct<T>(this IEnumerable<T> source) => Unique.Of(Listed.Of(source), item => item);

    /// <summary>The first one of each key.</summary>
    public static FrozenList<T> DistinctBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key) => Unique.Of(Listed.Of(source), key);

    private static FrozenList<T> Slice<T>(T[] items, int from, int count)
    {
        from = Math.Clamp(from, 0, items.Length);
        count = Math.Clamp(count, 0, items.Length - from);
        return FrozenList<T>.Adopt(items.AsSpan(from, count).ToArray());
    }

    private static int Run<T>(T[] items, Func<T, bool> condition)
    {
        var length = 0;
        while (length < items.Length && condition(items[length])) length++;
        return length;
    }
}
