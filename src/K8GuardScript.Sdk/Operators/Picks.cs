namespace K8GuardScript.Sdk.Operators;

/// <summary>Operators that pick one item of a list.</summary>
#pragma warning disable CA1720 // `Single` is what LINQ calls it
public static class Picks
{
    /// <summary>The first one.</summary>
    /// <exception cref="InvalidOperationException">
    /// there is none; lists of the SDK have a <c>First</c> of their own, which gives the absent value instead
    /// </exception>
    public static T First<T>(this IEnumerable<T> source) => Listed.Of(source) is [var first, ..] ? first : throw Nothing();

    /// <summary>The first one for which the condition holds.</summary>
    /// <exception cref="InvalidOperationException">
    /// there is none; lists of the SDK have a <c>First</c> of their own, which gives the absent value instead
    /// </exception>
    public static T First<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        Kept(source, condition) is [var first, ..] ? first : throw Nothing();

    /// <summary>The first one; the type's default (absent, null, 0) if there is none.</summary>
    public static T? FirstOrDefault<T>(this IEnumerable<T> source) => Listed.Of(source) is [var first, ..] ? first : default;

    /// <summary>The first one for which the condition holds; the type's default (absent, null, 0) if there is none.</summary>
    public static T? FirstOrDefault<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        Kept(source, condition) is [var first, ..] ? first : default;

    /// <summary>The last one.</summary>
    /// <exception cref="InvalidOperationException">there is none</exception>
    public static T Last<T>(this IEnumerable<T> source) => Listed.Of(source) is [.., var last] ? last : throw Nothing();

    /// <summary>The last one for which the condition holds.</summary>
    /// <exception cref="InvalidOperationException">there is none</exception>
    public static T Last<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        Kept(source, condition) is [.., var last] ? last : throw Nothing();

    /// <summary>The last one; the type's default (absent, null, 0) if there is none.</summary>
    public static T? LastOrDefault<T>(this IEnumerable<T> source) => Listed.Of(source) is [.., var last] ? last : default;

    /// <summary>The last one for which the condition holds; the type's default (absent, null, 0) if there is none.</summary>
    public static T? LastOrDefault<T>(this IEnumerable<T> source, Func<T, bool> condition) =>
        Kept(source, condition) is [.., var last] ? last : default;

    /// <summary>The only one.</summary>
    /// <exception cref="InvalidOperationException">there is none, or more than one</exception>
    public static T Single<T>(this IEnumerable<T> source) => One(Listed.Of(source)) is { } at ? Listed.Of(source)[at] : throw Nothing();

    /// <summary>The only one for which the condition holds.</summary>
    /// <exception cref="InvalidOperationException">there is none, or more than one</exception>
    public static T Single<T>(this IEnumerable<T> source, Func<T, bool> condition) => Kept(source, condition).Single();

    /// <summary>The only one; the type's default (absent, null, 0) if there is none.</summary>
    /// <exception cref="InvalidOperationException">there is more than one</exception>
    public static T? SingleOrDefault<T>(this IEnumerable<T> source) => One(Listed.Of(source)) is { } at ? Listed.Of(source)[at] : default;

    /// <summary>The only one for which the condition holds; the type's default (absent, null, 0) if there is none.</summary>
    /// <exception cref="InvalidOperationException">there is more than one</exception>
    public static T? SingleOrDefault<T>(this IEnumerable<T> source, Func<T, bool> condition) => Kept(source, condition).SingleOrDefault();

    /// <summary>The first one with the smallest key. Absent keys do not count.</summary>
    /// <exception cref="InvalidOperationException">there is none, and the type has no null</exception>
    public static T? MinBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key) => Best(Listed.Of(source), key, sign: -1);

    /// <summary>The first one with the largest key. Absent keys do not count.</summary>
    /// <exception cref="InvalidOperationException">there is none, and the type has no null</exception>
    public static T? MaxBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key) => Best(Listed.Of(source), key, sign: 1);

    private static T[] Kept<T>(IEnumerable<T> source, Func<T, bool> condition) => Array.FindAll(Listed.Of(source), item => condition(item));

    private static InvalidOperationException Nothing() => new("the list has no such item");

    private static int? One<T>(T[] items) => items.Length switch
    {
        0 => null,
        1 => 0,
        _ => throw new InvalidOperationException("the list has more than one such item"),
    };

    private static T? Best<T, TKey>(T[] items, Func<T, TKey> key, int sign)
    {
        if (items.Length == 0 && default(T) is not null) throw Nothing();
        var order = KeyOrder.Of<TKey>();
        T? best = default;
        TKey? bestKey = default;
        for (var i = 0; i < items.Length; i++)
        {
            var itsKey = key(items[i]);
            var isBetter = itsKey is not null && (bestKey is null || order.Compare(itsKey, bestKey) * sign > 0);
            if (i == 0 || isBetter) (best, bestKey) = (items[i], itsKey);
        }

        return best;
    }
}
