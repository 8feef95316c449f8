using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Operators;

/// <summary>Operators that treat lists as sets; each item comes once, in the order in which it comes first.</summary>
public static class Sets
{
    /// <summary>What is in either.</summary>
    public static FrozenList<T> Union<T>(this IEnumerable<T> source, IEnumerable<T> other) =>
        Unique.Of([.. Listed.Of(source), .. Listed.Of(other)], item => item);

    /// <summary>What is in both.</summary>
    public static FrozenList<T> Intersect<T>(this IEnumerable<T> source, IEnumerable<T> other)
    {
        var others = Listed.Set(other);
        return Unique.Of(Array.FindAll(Listed.Of(source), item => IsIn(others, item)), item => item);
    }

    /// <summary>What is in this one and not in the other.</summary>
    public static FrozenList<T> Except<T>(this IEnumerable<T> source, IEnumerable<T> other)
    {
        var others = Listed.Set(other);
        return Unique.Of(Array.FindAll(Listed.Of(source), item => !IsIn(others, item)), item => item);
    }

    private static bool IsIn<T>(HashSet<T> set, T item)
    {
        Fuel.Tick();
        return set.Contains(item);
    }
}
