using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Operators;

/// <summary>Takes the items of a list into an array, and pays for it before it does.</summary>
internal static class Listed
{
    /// <summary>The items, only to be read: the array may be the source's own.</summary>
    public static T[] Of<T>(IEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        switch (source)
        {
            case FrozenList<T> frozen:
                Fuel.Charge(frozen.Count);
                return frozen.Raw;
            case T[] array:
                Fuel.Charge(array.Length);
                return array;
            case ICollection<T> known:
                Fuel.Charge(known.Count);
                var copy = new T[known.Count];
                known.CopyTo(copy, 0);
                return copy;
            default:
                var items = new List<T>();
                foreach (var item in source)
                {
                    Fuel.Tick();
                    items.Add(item);
                }

                return [.. items];
        }
    }

    /// <summary>The items of a list in an object.</summary>
    public static FrozenList<T> Of<T>(Items<T> source)
        where T : struct, IItem<T>
    {
        Fuel.Charge(source.Count);
        var items = new T[source.Count];
        for (var i = 0; i < items.Length; i++) items[i] = source[i];
        return FrozenList<T>.Adopt(items);
    }

    /// <summary>Something of each; as an array of its own.</summary>
    public static TResult[] Select<T, TResult>(IEnumerable<T> source, Func<T, TResult> pick)
    {
        var items = Of(source);
        Fuel.ReserveItems<TResult>(items.Length);
        return Array.ConvertAll(items, item => pick(item));
    }

    /// <summary>A set of them: an item may cost as much to find as there are others with its hash.</summary>
    public static HashSet<T> Set<T>(IEnumerable<T> source)
    {
        var set = new HashSet<T>();
        foreach (var item in Of(source))
        {
            Fuel.Tick();
            set.Add(item);
        }

        return set;
    }

    /// <summary>What was found, as a list of its own.</summary>
    public static FrozenList<T> Frozen<T>(List<T> found)
    {
        Fuel.Charge(found.Count);
        return FrozenList<T>.Adopt([.. found]);
    }
}
