using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>The same operators for lists in objects.</summary>
public static class ItemGroups
{
    /// <inheritdoc cref="Groups.GroupBy{T, TKey}(IEnumerable{T}, Func{T, TKey})" />
    public static FrozenList<Group<TKey, T>> GroupBy<T, TKey>(this Items<T> source, Func<T, TKey> key)
        where T : struct, IItem<T> => Groups.GroupBy(Listed.Of(source), key);

    /// <inheritdoc cref="Groups.GroupBy{T, TKey, TValue}(IEnumerable{T}, Func{T, TKey}, Func{T, TValue})" />
    public static FrozenList<Group<TKey, TValue>> GroupBy<T, TKey, TValue>(this Items<T> source, Func<T, TKey> key, Func<T, TValue> value)
        where T : struct, IItem<T> => Groups.GroupBy(Listed.Of(source), key, value);

    /// <inheritdoc cref="Groups.ToDictionary{T, TKey}(IEnumerable{T}, Func{T, TKey})" />
    public static Dictionary<TKey, T> ToDictionary<T, TKey>(this Items<T> source, Func<T, TKey> key)
        where T : struct, IItem<T>
        where TKey : notnull => Groups.ToDictionary(Listed.Of(source), key);

    /// <inheritdoc cref="Groups.ToDictionary{T, TKey, TValue}(IEnumerable{T}, Func{T, TKey}, Func{T, TValue})" />
    public static Dictionary<TKey, TValue> ToDictionary<T, TKey, TValue>(this Items<T> source, Func<T, TKey> key, Func<T, TValue> value)
        where T : struct, IItem<T>
        where TKey : notnull => Groups.ToDictionary(Listed.Of(source), key, value);

    /// <inheritdoc cref="Groups.ToList{T}(IEnumerable{T})" />
    public static List<T> ToList<T>(this Items<T> source)
        where T : struct, IItem<T> => Groups.ToList(Listed.Of(source));

    /// <inheritdoc cref="Groups.ToArray{T}(IEnumerable{T})" />
    public static T[] ToArray<T>(this Items<T> source)
        where T : struct, IItem<T> => Groups.ToArray(Listed.Of(source));

    /// <inheritdoc cref="Groups.ToHashSet{T}(IEnumerable{T})" />
    public static HashSet<T> ToHashSet<T>(this Items<T> source)
        where T : struct, IItem<T> => Groups.ToHashSet(Listed.Of(source));

    /// <inheritdoc cref="Groups.ToFrozen{T}(IEnumerable{T})" />
    public static FrozenList<T> ToFrozen<T>(this Items<T> source)
        where T : struct, IItem<T> => Groups.ToFrozen(Listed.Of(source));
}
