using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Operators;

/// <summary>Operators that make another list, or one thing, of a list.</summary>
public static class Shapes
{
    /// <summary>Something of each, in order.</summary>
    public static FrozenList<TResult> Select<T, TResult>(this IEnumerable<T> source, Func<T, TResult> pick) =>
        FrozenList<T>.Adopt(Listed.Of(source)).Select(pick);

    /// <summary>Something of each, in order, by a function that also gets the position, from 0.</summary>
    public static FrozenList<TResult> Select<T, TResult>(this IEnumerable<T> source, Func<T, int, TResult> pick)
    {
        var items = Listed.Of(source);
        Fuel.ReserveItems<TResult>(items.Length);
        var picked = new TResult[items.Length];
        for (var i = 0; i < picked.Length; i++) picked[i] = pick(items[i], i);
        return FrozenList<TResult>.Adopt(picked);
    }

    /// <summary>The lists that each leads to, one after the other.</summary>
    public static FrozenList<TResult> SelectMany<T, TResult>(this IEnumerable<T> source, Func<T, IEnumerable<TResult>> pick)
    {
        var all = new List<TResult>();
        foreach (var item in Listed.Of(source)) all.AddRange(Listed.Of(pick(item)));
        return Listed.Frozen(all);
    }

    /// <summary>The lists of an object that each leads to, one after the other.</summary>
    public static FrozenList<TResult> SelectMany<T, TResult>(this IEnumerable<T> source, Func<T, Items<TResult>> pick)
        where TResult : struct, IItem<TResult>
    {
        var all = new List<TResult>();
        foreach (var item in Listed.Of(source)) all.AddRange(Listed.Of(pick(item)).Raw);
        return Listed.Frozen(all);
    }

    /// <summary>These, and then the others.</summary>
    public static FrozenList<T> Concat<T>(this IEnumerable<T> source, IEnumerable<T> other) =>
        FrozenList<T>.Adopt([.. Listed.Of(source), .. Listed.Of(other)]);

    /// <summary>These, and then one more.</summary>
    public static FrozenList<T> Append<T>(this IEnumerable<T> source, T item) => FrozenList<T>.Adopt([.. Listed.Of(source), item]);

    /// <summary>One more, and then these.</summary>
    public static FrozenList<T> Prepend<T>(this IEnumerable<T> source, T item) => FrozenList<T>.Adopt([item, .. Listed.Of(source)]);

    /// <summary>The last one first. The list itself stays as it is.</summary>
    public static FrozenList<T> Reverse<T>(this IEnumerable<T> source)
    {
        T[] items = [.. Listed.Of(source)];
        Array.Reverse(items);
        return FrozenList<T>.Adopt(items);
    }

    /// <summary>Pairs of what stands at the same position; the longer list is cut.</summary>
    public static FrozenList<(T First, TOther Second)> Zip<T, TOther>(this IEnumerable<T> source, IEnumerable<TOther> other) =>
        source.Zip(other, (first, second) => (first, second));

    /// <summary>Something of each two that stand at the same position; the longer list is cut.</summary>
    public static FrozenList<TResult> Zip<T, TOther, TResult>(this IEnumerable<T> source, IEnumerable<TOther> other, Func<T, TOther, TResult> pick)
    {
        var (first, second) = (Listed.Of(source), Listed.Of(other));
        Fuel.ReserveItems<TResult>(Math.Min(first.Length, second.Length));
        var zipped = new TResult[Math.Min(first.Length, second.Length)];
        for (var i = 0; i < zipped.Length; i++) zipped[i] = pick(first[i], second[i]);
        return FrozenList<TResult>.Adopt(zipped);
    }

    /// <summary>All of them as one text.</summary>
    public static string Join<T>(this IEnumerable<T> source, string separator) => FrozenList<T>.Adopt(Listed.Of(source)).Join(separator);

    /// <summary>Takes the first one, and then one after the other into it.</summary>
    /// <exception cref="InvalidOperationException">there is none</exception>
    public static T Aggregate<T>(this IEnumerable<T> source, Func<T, T, T> step)
    {
        if (Listed.Of(source) is not [var result, .. var rest]) throw new InvalidOperationException("the list is empty");
        foreach (var item in rest) result = step(result, item);
        return result;
    }

    /// <summary>Takes one after the other into a first value.</summary>
    public static TResult Aggregate<T, TResult>(this IEnumerable<T> source, TResult seed, Func<TResult, T, TResult> step)
    {
        var result = seed;
        foreach (var item in Listed.Of(source)) result = step(result, item);
        return result;
    }

    /// <inheritdoc cref="Reverse{T}(IEnumerable{T})" />
    public static FrozenList<T> Reverse<T>(this T[] source) => ((IEnumerable<T>)source).Reverse();
}
