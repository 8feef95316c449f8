using System.Runtime.CompilerServices;

namespace K8GuardScript.Sdk.Metering;

// Comparing two items can take as long as their texts are, so every comparison counts.
public static partial class MeteredCalls
{
    /// <summary>A list that is about to be read or moved as a whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static List<T> LinearMetered<T>(this List<T> items)
    {
        Fuel.Charge(items.Count / 4);
        return items;
    }

    /// <summary>An array that is about to be read as a whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T[] LinearMetered<T>(this T[] items) => Metered.Linear(items);

    /// <summary>A set that is about to be read as a whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static HashSet<T> LinearMetered<T>(this HashSet<T> items)
    {
        Fuel.Charge(items.Count / 4);
        return items;
    }

    /// <summary>A map that is about to be read as a whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Dictionary<TKey, TValue> LinearMetered<TKey, TValue>(this Dictionary<TKey, TValue> items)
        where TKey : notnull
    {
        Fuel.Charge(items.Count / 4);
        return items;
    }

    /// <summary>A queue that is about to be read as a whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Queue<T> LinearMetered<T>(this Queue<T> items)
    {
        Fuel.Charge(items.Count / 4);
        return items;
    }

    /// <summary>A stack that is about to be read as a whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Stack<T> LinearMetered<T>(this Stack<T> items)
    {
        Fuel.Charge(items.Count / 4);
        return items;
    }

    /// <inheritdoc cref="List{T}.Contains" />
    public static bool ContainsMetered<T>(this List<T> items, T item) => items.IndexOfMetered(item) >= 0;

    /// <summary>True when one of the items is this.</summary>
    public static bool ContainsMetered<T>(this ReadOnlySpan<T> items, T value) => items.IndexOfMetered(value) >= 0;

    /// <inheritdoc cref="ICollection{T}.Contains" />
    public static bool ContainsMetered<T>(this ICollection<T> items, T item) =>
        items is HashSet<T> known ? known.Contains(item) : Holds(items, item);

    /// <inheritdoc cref="IList{T}.IndexOf" />
    public static int IndexOfMetered<T>(this IList<T> items, T item)
    {
        for (var i = 0; i < items.Count; i++)
        {
            Fuel.Tick();
            if (EqualityComparer<T>.Default.Equals(items[i], item)) return i;
        }

        return -1;
    }

    /// <inheritdoc cref="Queue{T}.Contains" />
    public static bool ContainsMetered<T>(this Queue<T> items, T item) => Holds(items, item);

    /// <inheritdoc cref="Stack{T}.Contains" />
    public static bool ContainsMetered<T>(this Stack<T> items, T item) => Holds(items, item);

    /// <inheritdoc cref="Dictionary{TKey, TValue}.ContainsValue" />
    public static bool ContainsValueMetered<TKey, TValue>(this Dictionary<TKey, TValue> items, TValue value)
        where TKey : notnull => Holds(items.Values, value);

    /// <inheritdoc cref="List{T}.IndexOf(T)" />
    public static int IndexOfMetered<T>(this List<T> items, T item)
    {
        for (var i = 0; i < items.Count; i++)
        {
            Fuel.Tick();
            if (EqualityComparer<T>.Default.Equals(items[i], item)) return i;
        }

        return -1;
    }

    /// <summary>The position of the first item that is this; -1 if there is none.</summary>
    public static int IndexOfMetered<T>(this ReadOnlySpan<T> items, T value)
    {
        for (var i = 0; i < items.Length; i++)
        {
            Fuel.Tick();
            if (EqualityComparer<T>.Default.Equals(items[i], value)) return i;
        }

        return -1;
    }

    /// <inheritdoc cref="List{T}.LastIndexOf(T)" />
    public static int LastIndexOfMetered<T>(this List<T> items, T item)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            Fuel.Tick();
            if (EqualityComparer<T>.Default.Equals(items[i], item)) return i;
        }

        return -1;
    }

    /// <inheritdoc cref="List{T}.Remove" />
    public static bool RemoveMetered<T>(this List<T> items, T item)
    {
        var at = items.IndexOfMetered(item);
        if (at < 0) return false;
        items.LinearMetered().RemoveAt(at);
        return true;
    }

    /// <inheritdoc cref="List{T}.Sort()" />
    public static void SortMetered<T>(this List<T> items) => items.Sort(new TickingComparer<T>(null));

    /// <inheritdoc cref="List{T}.Sort(IComparer{T})" />
    public static void SortMetered<T>(this List<T> items, IComparer<T>? comparer) => items.Sort(new TickingComparer<T>(comparer));

    /// <inheritdoc cref="List{T}.Sort(Comparison{T})" />
    public static void SortMetered<T>(this List<T> items, Comparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        items.Sort(new TickingComparer<T>(Comparer<T>.Create(comparison)));
    }

    private static bool Holds<T>(IEnumerable<T> items, T item)
    {
        foreach (var candidate in items)
        {
            Fuel.Tick();
            if (EqualityComparer<T>.Default.Equals(candidate, item)) return true;
        }

        return false;
    }
}
