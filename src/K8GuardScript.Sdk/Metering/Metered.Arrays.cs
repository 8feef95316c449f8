using System.Runtime.CompilerServices;

namespace K8GuardScript.Sdk.Metering;

// What the base library does item by item: each comparison and each call counts.
public static partial class Metered
{
    /// <inheritdoc cref="Array.IndexOf{T}(T[], T)" />
    public static int IndexOf<T>(T[] array, T value)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new ReadOnlySpan<T>(array).IndexOfMetered(value);
    }

    /// <inheritdoc cref="Array.LastIndexOf{T}(T[], T)" />
    public static int LastIndexOf<T>(T[] array, T value)
    {
        ArgumentNullException.ThrowIfNull(array);
        for (var i = array.Length - 1; i >= 0; i--)
        {
            Fuel.Tick();
            if (EqualityComparer<T>.Default.Equals(array[i], value)) return i;
        }

        return -1;
    }

    /// <inheritdoc cref="Array.Sort{T}(T[])" />
    public static void Sort<T>(T[] array) => Array.Sort(array, new TickingComparer<T>(null));

    /// <inheritdoc cref="Array.Sort{T}(T[], IComparer{T})" />
    public static void Sort<T>(T[] array, IComparer<T>? comparer) => Array.Sort(array, new TickingComparer<T>(comparer));

    /// <inheritdoc cref="Array.Sort{T}(T[], Comparison{T})" />
    public static void Sort<T>(T[] array, Comparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        Array.Sort(array, new TickingComparer<T>(Comparer<T>.Create(comparison)));
    }

    /// <summary>True, where one more call fits: for what is evaluated before a constructor's body.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Entered()
    {
        Fuel.Enter();
        return true;
    }

    /// <summary>A function that counts its calls.</summary>
    public static Action<T> TickingAction<T>(Action<T> action) => action is null ? action! : item =>
    {
        Fuel.Enter();
        action(item);
    };

    /// <inheritdoc cref="TickingAction{T}" />
    public static Predicate<T> TickingPredicate<T>(Predicate<T> condition) => condition is null ? condition! : item =>
    {
        Fuel.Enter();
        return condition(item);
    };

    /// <inheritdoc cref="TickingAction{T}" />
    public static Func<T, TResult> TickingFunc<T, TResult>(Func<T, TResult> function) => function is null ? function! : item =>
    {
        Fuel.Enter();
        return function(item);
    };

    /// <inheritdoc cref="TickingAction{T}" />
    public static Func<T1, T2, TResult> TickingFunc<T1, T2, TResult>(Func<T1, T2, TResult> function) => function is null ? function! : (one, two) =>
    {
        Fuel.Enter();
        return function(one, two);
    };

    /// <inheritdoc cref="TickingAction{T}" />
    public static Converter<TInput, TOutput> TickingConverter<TInput, TOutput>(Converter<TInput, TOutput> converter) =>
        converter is null ? converter! : item =>
        {
            Fuel.Enter();
            return converter(item);
        };
}
