using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Operators;

/// <summary>Keeps the first item of each key.</summary>
internal static class Unique
{
    public static FrozenList<T> Of<T, TKey>(T[] items, Func<T, TKey> key)
    {
        var seen = new HashSet<TKey>();
        var kept = new List<T>();
        foreach (var item in items)
        {
            Fuel.Tick();
            if (seen.Add(key(item))) kept.Add(item);
        }

        return Listed.Frozen(kept);
    }
}
