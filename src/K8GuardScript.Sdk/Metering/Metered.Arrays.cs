namespace K8GuardScript.Sdk.Metering;

// The static methods of arrays that compare items: each comparison counts.
public static partial class Metered
{
    /// <inheritdoc cref="Array.IndexOf{T}(T[], T)" />
    public static int IndexOf<T>(T[] array, T value)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new ReadOnlySpan<T>(array).IndexOfMetered(value);
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
}
