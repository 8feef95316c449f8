using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>Items that have one key in common, in their order.</summary>
/// <typeparam name="TKey">what they have in common</typeparam>
/// <typeparam name="T">what it holds</typeparam>
public sealed class Group<TKey, T> : FrozenList<T>
{
    internal Group(TKey key, List<T> items)
        : base([.. items], isOwn: true) => Key = key;

    /// <summary>What the items have in common.</summary>
    public TKey Key { get; }
}
