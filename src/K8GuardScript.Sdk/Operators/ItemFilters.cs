using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>The same operators for lists in objects.</summary>
public static class ItemFilters
{
    /// <inheritdoc cref="Filters.Where{T}(IEnumerable{T}, Func{T, int, bool})" />
    public static FrozenList<T> Where<T>(this Items<T> source, Func<T, int, bool> condition)
        where T : struct, IItem<T> => Filters.Where(Listed.Of(source), condition);

    /// <inheritdoc cref="Filters.Skip{T}(IEnumerable{T}, int)" />
    public static FrozenList<T> Skip<T>(this Items<T> source, int count)
        where T : struct, IItem<T> => Filters.Skip(Listed.Of(source), count);

    /// <inheritdoc cref="Filters.SkipLast{T}(IEnumerable{T}, int)" />
    public static FrozenList<T> SkipLast<T>(this Items<T> source, int count)
        where T : struct, IItem<T> => Filters.SkipLast(Listed.Of(source), count);

    /// <inheritdoc cref="Filters.Take{T}(IEnumerable{T}, int)" />
    public static FrozenList<T> Take<T>(this Items<T> source, int count)
        where T : struct, IItem<T> => Filters.Take(Listed.Of(source), count);

    /// <inheritdoc cref="Filters.TakeLast{T}(IEnumerable{T}, int)" />
    public static FrozenList<T> TakeLast<T>(this Items<T> source, int count)
        where T : struct, IItem<T> => Filters.TakeLast(Listed.Of(source), count);

    /// <inheritdoc cref="Filters.SkipWhile{T}(IEnumerable{T}, Func{T, bool})" />
    public static FrozenList<T> SkipWhile<T>(this Items<T> source, Func<T, bool> condition)
        where T : struct, IItem<T> => Filters.SkipWhile(Listed.Of(source), condition);

    /// <inheritdoc cref="Filters.TakeWhile{T}(IEnumerable{T}, Func{T, bool})" />
    public static FrozenList<T> TakeWhile<T>(this Items<T> source, Func<T, bool> condition)
        where T : struct, IItem<T> => Filters.TakeWhile(Listed.Of(source), condition);

    /// <inheritdoc cref="Filters.Distinct{T}(IEnumerable{T})" />
    public static FrozenList<T> Distinct<T>(this Items<T> source)
        where T : struct, IItem<T> => Filters.Distinct(Listed.Of(source));

    /// <inheritdoc cref="Filters.DistinctBy{T, TKey}(IEnumerable{T}, Func{T, TKey})" />
    public static FrozenList<T> DistinctBy<T, TKey>(this Items<T> source, Func<T, TKey> key)
        where T : struct, IItem<T> => Filters.DistinctBy(Listed.Of(source), key);
}
