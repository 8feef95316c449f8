using System.Numerics;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Operators;

/// <summary>Operators that calculate.</summary>
public static class Sums
{
    /// <summary>The sum; 0 if there is none.</summary>
    /// <typeparam name="TNumber">a type of numbers</typeparam>
    /// <exception cref="OverflowException">it is too large for its type</exception>
    public static TNumber Sum<TNumber>(this IEnumerable<TNumber> source)
        where TNumber : struct, INumber<TNumber>
    {
        var sum = TNumber.Zero;
        foreach (var number in Listed.Of(source)) sum = checked(sum + number);
        return sum;
    }

    /// <summary>The sum of those that are there; 0 if there is none.</summary>
    /// <inheritdoc cref="Sum{TNumber}(IEnumerable{TNumber})" />
    public static TNumber Sum<TNumber>(this IEnumerable<TNumber?> source)
        where TNumber : struct, INumber<TNumber> => Present(source).Sum();

    /// <summary>The sum of a number of each; 0 if there is none.</summary>
    /// <exception cref="OverflowException">the sum is too large for its type</exception>
    public static TNumber Sum<T, TNumber>(this IEnumerable<T> source, Func<T, TNumber> pick)
        where TNumber : struct, INumber<TNumber> => Listed.Select(source, pick).Sum();

    /// <summary>The sum of a number of each that has it; 0 if there is none.</summary>
    /// <exception cref="OverflowException">the sum is too large for its type</exception>
    public static TNumber Sum<T, TNumber>(this IEnumerable<T> source, Func<T, TNumber?> pick)
        where TNumber : struct, INumber<TNumber> => Listed.Select(source, pick).Sum();

    /// <summary>The mean.</summary>
    /// <typeparam name="TNumber">a type of numbers</typeparam>
    /// <exception cref="InvalidOperationException">there is none</exception>
    public static double Average<TNumber>(this IEnumerable<TNumber> source)
        where TNumber : struct, INumber<TNumber> => Mean(Listed.Of(source)) ?? throw new InvalidOperationException("the list is empty");

    /// <summary>The mean of those that are there; null if there is none.</summary>
    /// <typeparam name="TNumber">a type of numbers</typeparam>
    public static double? Average<TNumber>(this IEnumerable<TNumber?> source)
        where TNumber : struct, INumber<TNumber> => Mean(Present(source));

    /// <summary>The mean of a number of each.</summary>
    /// <exception cref="InvalidOperationException">there is none</exception>
    public static double Average<T, TNumber>(this IEnumerable<T> source, Func<T, TNumber> pick)
        where TNumber : struct, INumber<TNumber> => Listed.Select(source, pick).Average();

    /// <summary>The mean of a number of each that has it; null if none has.</summary>
    public static double? Average<T, TNumber>(this IEnumerable<T> source, Func<T, TNumber?> pick)
        where TNumber : struct, INumber<TNumber> => Listed.Select(source, pick).Average();

    /// <summary>The smallest one. What is absent does not count; if nothing is left, null where the type has it.</summary>
    /// <exception cref="InvalidOperationException">there is none, and the type has no null</exception>
    public static T? Min<T>(this IEnumerable<T> source) => Best(Listed.Of(source), sign: -1);

    /// <summary>The largest one. What is absent does not count; if nothing is left, null where the type has it.</summary>
    /// <exception cref="InvalidOperationException">there is none, and the type has no null</exception>
    public static T? Max<T>(this IEnumerable<T> source) => Best(Listed.Of(source), sign: 1);

    /// <summary>The smallest value of each. What is absent does not count; if nothing is left, null where the type has it.</summary>
    /// <exception cref="InvalidOperationException">there is none, and the type has no null</exception>
    public static TResult? Min<T, TResult>(this IEnumerable<T> source, Func<T, TResult> pick) => Listed.Select(source, pick).Min();

    /// <summary>The largest value of each. What is absent does not count; if nothing is left, null where the type has it.</summary>
    /// <exception cref="InvalidOperationException">there is none, and the type has no null</exception>
    public static TResult? Max<T, TResult>(this IEnumerable<T> source, Func<T, TResult> pick) => Listed.Select(source, pick).Max();

    private static TNumber[] Present<TNumber>(IEnumerable<TNumber?> source)
        where TNumber : struct, INumber<TNumber>
    {
        var present = new List<TNumber>();
        foreach (var number in Listed.Of(source))
        {
            if (number is { } value) present.Add(value);
        }

        return [.. present];
    }

    // as System.Linq does: whole numbers are summed exactly, so that their mean loses no digits on the way
    private static double? Mean<TNumber>(TNumber[] numbers)
        where TNumber : struct, INumber<TNumber>
    {
        if (numbers.Length == 0) return null;
        if (numbers is double[] or float[])
        {
            var sum = 0.0;
            foreach (var number in numbers) sum += double.CreateChecked(number);
            return sum / numbers.Length;
        }

        var whole = 0m;
        foreach (var number in numbers) whole += decimal.CreateChecked(number);
        return (double)whole / numbers.Length;
    }

    private static T? Best<T>(T[] items, int sign)
    {
        var order = KeyOrder.Of<T>();
        T? best = default;
        var isFound = false;
        foreach (var item in items)
        {
            Fuel.Tick();
            if (item is null || (isFound && order.Compare(item, best!) * sign <= 0)) continue;
            (best, isFound) = (item, true);
        }

        return isFound || default(T) is null ? best : throw new InvalidOperationException("the list is empty");
    }
}
