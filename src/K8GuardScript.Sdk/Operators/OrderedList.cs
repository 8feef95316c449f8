using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Operators;

/// <summary>A list in an order that <c>ThenBy</c> can refine. Equal keys keep the order that the items had.</summary>
/// <typeparam name="T">what it holds</typeparam>
public sealed class OrderedList<T> : FrozenList<T>
{
    private readonly T[] unordered;
    private readonly Comparison<int>[] levels;

    internal OrderedList(T[] unordered, Comparison<int>[] levels)
        : base(Sorted(unordered, levels), isOwn: true)
    {
        this.unordered = unordered;
        this.levels = levels;
    }

    internal OrderedList<T> Then<TKey>(Func<T, TKey> key, bool descending) => new(unordered, [.. levels, Level(unordered, key, descending)]);

    internal static OrderedList<T> By<TKey>(T[] items, Func<T, TKey> key, bool descending)
    {
        // the source's own array may change later, and `ThenBy` looks at it again
        T[] own = [.. items];
        return new OrderedList<T>(own, [Level(own, key, descending)]);
    }

    private static Comparison<int> Level<TKey>(T[] items, Func<T, TKey> key, bool descending)
    {
        Fuel.Charge(items.Length);
        Fuel.ReserveItems<TKey>(items.Length);
        var keys = new TKey[items.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = key(items[i]);
        var order = KeyOrder.Of<TKey>();
        return descending ? (a, b) => order.Compare(keys[b], keys[a]) : (a, b) => order.Compare(keys[a], keys[b]);
    }

    private static T[] Sorted(T[] items, Comparison<int>[] levels)
    {
        Fuel.Charge(items.Length);
        var positions = new int[items.Length];
        for (var i = 0; i < positions.Length; i++) positions[i] = i;
        Array.Sort(positions, (a, b) =>
        {
            Fuel.Tick();
            foreach (var level in levels)
            {
                if (level(a, b) is var order and not 0) return order;
            }

            return a.CompareTo(b);
        });

        var sorted = new T[items.Length];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = items[positions[i]];
        return sorted;
    }
}
