namespace K8GuardScript.Sdk.Operators;

/// <summary>Operators that order a list. Texts are ordered ordinally, absent keys come first, and equal keys keep their order.</summary>
public static class Orders
{
    /// <summary>By themselves, the smallest first.</summary>
    public static OrderedList<T> Order<T>(this IEnumerable<T> source) =>
        OrderedList<T>.By(Listed.Of(source), item => item, descending: false);

    /// <summary>By themselves, the largest first.</summary>
    public static OrderedList<T> OrderDescending<T>(this IEnumerable<T> source) =>
        OrderedList<T>.By(Listed.Of(source), item => item, descending: true);

    /// <summary>By a key, the smallest first.</summary>
    public static OrderedList<T> OrderBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key) =>
        OrderedList<T>.By(Listed.Of(source), key, descending: false);

    /// <summary>By a key, the largest first.</summary>
    public static OrderedList<T> OrderByDescending<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key) =>
        OrderedList<T>.By(Listed.Of(source), key, descending: true);

    /// <summary>Where the keys so far are equal, by another one, the smallest first.</summary>
    /// <typeparam name="T">what the list holds</typeparam>
    /// <typeparam name="TKey">what it is ordered by</typeparam>
    public static OrderedList<T> ThenBy<T, TKey>(this OrderedList<T> source, Func<T, TKey> key) => source.Then(key, descending: false);

    /// <summary>Where the keys so far are equal, by another one, the largest first.</summary>
    /// <inheritdoc cref="ThenBy{T, TKey}(OrderedList{T}, Func{T, TKey})" />
    public static OrderedList<T> ThenByDescending<T, TKey>(this OrderedList<T> source, Func<T, TKey> key) =>
        source.Then(key, descending: true);
}
