using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>Operators that sort items into groups, and copy them into collections that a rule may fill further.</summary>
public static class Groups
{
    /// <summary>Items by a key, in the order in which the keys come first.</summary>
    public static FrozenList<Group<TKey, T>> GroupBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key) =>
        source.GroupBy(key, item => item);

    /// <summary>Something of each by a key, in the order in which the keys come first.</summary>
    public static FrozenList<Group<TKey, TValue>> GroupBy<T, TKey, TValue>(this IEnumerable<T> source, Func<T, TKey> key, Func<T, TValue> value)
    {
        // in a tuple a key may be absent
        var groups = new Dictionary<ValueTuple<TKey>, List<TValue>>();
        foreach (var item in Listed.Of(source))
        {
            var itsKey = new ValueTuple<TKey>(key(item));
            if (!groups.TryGetValue(itsKey, out var group)) groups[itsKey] = group = [];
            group.Add(value(item));
        }

        var found = new List<Group<TKey, TValue>>();
        foreach (var (itsKey, group) in groups) found.Add(new Group<TKey, TValue>(itsKey.Item1, group));
        return Listed.Frozen(found);
    }

    /// <summary>Items by a key.</summary>
    /// <exception cref="ArgumentException">two have one key, or a key is null</exception>
    public static Dictionary<TKey, T> ToDictionary<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key)
        where TKey : notnull => source.ToDictionary(key, item => item);

    /// <summary>Something of each by a key.</summary>
    /// <exception cref="ArgumentException">two have one key, or a key is null</exception>
    public static Dictionary<TKey, TValue> ToDictionary<T, TKey, TValue>(this IEnumerable<T> source, Func<T, TKey> key, Func<T, TValue> value)
        where TKey : notnull
    {
        var map = new Dictionary<TKey, TValue>();
        foreach (var item in Listed.Of(source)) map.Add(key(item), value(item));
        return map;
    }

    /// <summary>A list that can be changed, within the rule.</summary>
    public static List<T> ToList<T>(this IEnumerable<T> source) => [.. Listed.Of(source)];

    /// <summary>An array.</summary>
    public static T[] ToArray<T>(this IEnumerable<T> source) => [.. Listed.Of(source)];

    /// <summary>A set that can be changed, within the rule.</summary>
    public static HashSet<T> ToHashSet<T>(this IEnumerable<T> source) => Listed.Set(source);

    /// <summary>A list that nobody can change, so that rules may use it.</summary>
    public static FrozenList<T> ToFrozen<T>(this IEnumerable<T> source) => FrozenList<T>.Adopt([.. Listed.Of(source)]);
}
