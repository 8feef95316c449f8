using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>The same operators for lists in objects.</summary>
#pragma warning disable CA1720 // `Single` is what LINQ calls it
public static class ItemPicks
{
    /// <inheritdoc cref="Picks.FirstOrDefault{T}(IEnumerable{T})" />
    public static T FirstOrDefault<T>(this Items<T> source)
        where T : struct, IItem<T> => Picks.FirstOrDefault(Listed.Of(source));

    /// <inheritdoc cref="Picks.FirstOrDefault{T}(IEnumerable{T}, Func{T, bool})" />
    public static T FirstOrDefault<T>(this Items<T> source, Func<T, bool> condition)
        where T : struct, IItem<T> => Picks.FirstOrDefault(Listed.Of(source), condition);

    /// <inheritdoc cref="Picks.Last{T}(IEnumerable{T})" />
    public static T Last<T>(this Items<T> source)
        where T : struct, IItem<T> => Picks.Last(Listed.Of(source));

    /// <inheritdoc cref="Picks.Last{T}(IEnumerable{T}, Func{T, bool})" />
    public static T Last<T>(this Items<T> source, Func<T, bool> condition)
        where T : struct, IItem<T> => Picks.Last(Listed.Of(source), condition);

    /// <inheritdoc cref="Picks.LastOrDefault{T}(IEnumerable{T})" />
    public static T LastOrDefault<T>(this Items<T> source)
        where T : struct, IItem<T> => Picks.LastOrDefault(Listed.Of(source));

    /// <inheritdoc cref="Picks.LastOrDefault{T}(IEnumerable{T}, Func{T, bool})" />
    public static T LastOrDefault<T>(this Items<T> source, Func<T, bool> condition)
        where T : struct, IItem<T> => Picks.LastOrDefault(Listed.Of(source), condition);

    /// <inheritdoc cref="Picks.Single{T}(IEnumerable{T})" />
    public static T Single<T>(this Items<T> source)
        where T : struct, IItem<T> => Picks.Single(Listed.Of(source));

    /// <inheritdoc cref="Picks.Single{T}(IEnumerable{T}, Func{T, bool})" />
    public static T Single<T>(this Items<T> source, Func<T, bool> condition)
        where T : struct, IItem<T> => Picks.Single(Listed.Of(source), condition);

    /// <inheritdoc cref="Picks.SingleOrDefault{T}(IEnumerable{T})" />
    public static T SingleOrDefault<T>(this Items<T> source)
        where T : struct, IItem<T> => Picks.SingleOrDefault(Listed.Of(source));

    /// <inheritdoc cref="Picks.SingleOrDefault{T}(IEnumerable{T}, Func{T, bool})" />
    public static T SingleOrDefault<T>(this Items<T> source, Func<T, bool> condition)
        where T : struct, IItem<T> => Picks.SingleOrDefault(Listed.Of(source), condition);

    /// <inheritdoc cref="Picks.MinBy{T, TKey}(IEnumerable{T}, Func{T, TKey})" />
    public static T MinBy<T, TKey>(this Items<T> source, Func<T, TKey> key)
        where T : struct, IItem<T> => Picks.MinBy(Listed.Of(source), key);

    /// <inheritdoc cref="Picks.MaxBy{T, TKey}(IEnumerable{T}, Func{T, TKey})" />
    public static T MaxBy<T, TKey>(this Items<T> source, Func<T, TKey> key)
        where T : struct, IItem<T> => Picks.MaxBy(Listed.Of(source), key);
}
