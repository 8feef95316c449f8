using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>The same operators for lists in objects.</summary>
public static class ItemShapes
{
    /// <inheritdoc cref="Shapes.Select{T, TResult}(IEnumerable{T}, Func{T, int, TResult})" />
    public static FrozenList<TResult> Select<T, TResult>(this Items<T> source, Func<T, int, TResult> pick)
        where T : struct, IItem<T> => Shapes.Select(Listed.Of(source), pick);

    /// <inheritdoc cref="Shapes.SelectMany{T, TResult}(IEnumerable{T}, Func{T, IEnumerable{TResult}})" />
    public static FrozenList<TResult> SelectMany<T, TResult>(this Items<T> source, Func<T, IEnumerable<TResult>> pick)
        where T : struct, IItem<T> => Shapes.SelectMany(Listed.Of(source), pick);

    /// <inheritdoc cref="Shapes.SelectMany{T, TResult}(IEnumerable{T}, Func{T, Items{TResult}})" />
    public static FrozenList<TResult> SelectMany<T, TResult>(this Items<T> source, Func<T, Items<TResult>> pick)
        where T : struct, IItem<T>
        where TResult : struct, IItem<TResult> => Shapes.SelectMany(Listed.Of(source), pick);

    /// <inheritdoc cref="Shapes.Concat{T}(IEnumerable{T}, IEnumerable{T})" />
    public static FrozenList<T> Concat<T>(this Items<T> source, IEnumerable<T> other)
        where T : struct, IItem<T> => Shapes.Concat(Listed.Of(source), other);

    /// <inheritdoc cref="Shapes.Append{T}(IEnumerable{T}, T)" />
    public static FrozenList<T> Append<T>(this Items<T> source, T item)
        where T : struct, IItem<T> => Shapes.Append(Listed.Of(source), item);

    /// <inheritdoc cref="Shapes.Prepend{T}(IEnumerable{T}, T)" />
    public static FrozenList<T> Prepend<T>(this Items<T> source, T item)
        where T : struct, IItem<T> => Shapes.Prepend(Listed.Of(source), item);

    /// <inheritdoc cref="Shapes.Reverse{T}(IEnumerable{T})" />
    public static FrozenList<T> Reverse<T>(this Items<T> source)
        where T : struct, IItem<T> => Shapes.Reverse(Listed.Of(source));

    /// <inheritdoc cref="Shapes.Zip{T, TOther}(IEnumerable{T}, IEnumerable{TOther})" />
    public static FrozenList<(T First, TOther Second)> Zip<T, TOther>(this Items<T> source, IEnumerable<TOther> other)
        where T : struct, IItem<T> => Shapes.Zip(Listed.Of(source), other);

    /// <inheritdoc cref="Shapes.Zip{T, TOther, TResult}(IEnumerable{T}, IEnumerable{TOther}, Func{T, TOther, TResult})" />
    public static FrozenList<TResult> Zip<T, TOther, TResult>(this Items<T> source, IEnumerable<TOther> other, Func<T, TOther, TResult> pick)
        where T : struct, IItem<T> => Shapes.Zip(Listed.Of(source), other, pick);

    /// <inheritdoc cref="Shapes.Join{T}(IEnumerable{T}, string)" />
    public static string Join<T>(this Items<T> source, string separator)
        where T : struct, IItem<T> => Shapes.Join(Listed.Of(source), separator);

    /// <inheritdoc cref="Shapes.Aggregate{T}(IEnumerable{T}, Func{T, T, T})" />
    public static T Aggregate<T>(this Items<T> source, Func<T, T, T> step)
        where T : struct, IItem<T> => Shapes.Aggregate(Listed.Of(source), step);

    /// <inheritdoc cref="Shapes.Aggregate{T, TResult}(IEnumerable{T}, TResult, Func{TResult, T, TResult})" />
    public static TResult Aggregate<T, TResult>(this Items<T> source, TResult seed, Func<TResult, T, TResult> step)
        where T : struct, IItem<T> => Shapes.Aggregate(Listed.Of(source), seed, step);
}
