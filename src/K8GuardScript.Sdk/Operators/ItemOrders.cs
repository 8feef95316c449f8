using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>The same operators for lists in objects.</summary>
public static class ItemOrders
{
    /// <inheritdoc cref="Orders.Order{T}(IEnumerable{T})" />
    public static OrderedList<T> Order<T>(this Items<T> source)
        where T : struct, IItem<T> => Orders.Order(Listed.Of(source));

    /// <inheritdoc cref="Orders.OrderDescending{T}(IEnumerable{T})" />
    public static OrderedList<T> OrderDescending<T>(this Items<T> source)
        where T : struct, IItem<T> => Orders.OrderDescending(Listed.Of(source));

    /// <inheritdoc cref="Orders.OrderBy{T, TKey}(IEnumerable{T}, Func{T, TKey})" />
    public static OrderedList<T> OrderBy<T, TKey>(this Items<T> source, Func<T, TKey> key)
        where T : struct, IItem<T> => Orders.OrderBy(Listed.Of(source), key);

    /// <inheritdoc cref="Orders.OrderByDescending{T, TKey}(IEnumerable{T}, Func{T, TKey})" />
    public static OrderedList<T> OrderByDescending<T, TKey>(this Items<T> source, Func<T, TKey> key)
        where T : struct, IItem<T> => Orders.OrderByDescending(Listed.Of(source), key);
}
