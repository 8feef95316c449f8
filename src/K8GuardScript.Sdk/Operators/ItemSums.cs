using System.Numerics;
using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>The same operators for lists in objects.</summary>
public static class ItemSums
{
    /// <inheritdoc cref="Sums.Sum{T, TNumber}(IEnumerable{T}, Func{T, TNumber})" />
    public static TNumber Sum<T, TNumber>(this Items<T> source, Func<T, TNumber> pick)
        where T : struct, IItem<T>
        where TNumber : struct, INumber<TNumber> => Sums.Sum(Listed.Of(source), pick);

    /// <inheritdoc cref="Sums.Sum{T, TNumber}(IEnumerable{T}, Func{T, TNumber?})" />
    public static TNumber Sum<T, TNumber>(this Items<T> source, Func<T, TNumber?> pick)
        where T : struct, IItem<T>
        where TNumber : struct, INumber<TNumber> => Sums.Sum(Listed.Of(source), pick);

    /// <inheritdoc cref="Sums.Average{T, TNumber}(IEnumerable{T}, Func{T, TNumber})" />
    public static double Average<T, TNumber>(this Items<T> source, Func<T, TNumber> pick)
        where T : struct, IItem<T>
        where TNumber : struct, INumber<TNumber> => Sums.Average(Listed.Of(source), pick);

    /// <inheritdoc cref="Sums.Average{T, TNumber}(IEnumerable{T}, Func{T, TNumber?})" />
    public static double? Average<T, TNumber>(this Items<T> source, Func<T, TNumber?> pick)
        where T : struct, IItem<T>
        where TNumber : struct, INumber<TNumber> => Sums.Average(Listed.Of(source), pick);

    /// <inheritdoc cref="Sums.Min{T}(IEnumerable{T})" />
    public static T Min<T>(this Items<T> source)
        where T : struct, IItem<T> => Sums.Min(Listed.Of(source));

    /// <inheritdoc cref="Sums.Max{T}(IEnumerable{T})" />
    public static T Max<T>(this Items<T> source)
        where T : struct, IItem<T> => Sums.Max(Listed.Of(source));

    /// <inheritdoc cref="Sums.Min{T, TResult}(IEnumerable{T}, Func{T, TResult})" />
    public static TResult? Min<T, TResult>(this Items<T> source, Func<T, TResult> pick)
        where T : struct, IItem<T> => Sums.Min(Listed.Of(source), pick);

    /// <inheritdoc cref="Sums.Max{T, TResult}(IEnumerable{T}, Func{T, TResult})" />
    public static TResult? Max<T, TResult>(this Items<T> source, Func<T, TResult> pick)
        where T : struct, IItem<T> => Sums.Max(Listed.Of(source), pick);
}
