using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Fields;

/// <summary>What the compiler calls for <c>FrozenList&lt;string&gt; x = ["a", "b"];</c>.</summary>
public static class FrozenListBuilder
{
    /// <summary>A list of these.</summary>
    /// <typeparam name="T">what it holds</typeparam>
    public static FrozenList<T> Create<T>(ReadOnlySpan<T> items)
    {
        Fuel.Charge(items.Length);
        return FrozenList<T>.Adopt(items.ToArray());
    }
}
