using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Authoring;

// Constant collections: the only ones that a rule may use from outside itself.
public static partial class Entry
{
    /// <summary>A list that never changes, so that rules may use it: <c>var verbs = Frozen("get", "list");</c>.</summary>
    /// <typeparam name="T">what it holds: texts, numbers, or records of them</typeparam>
    public static FrozenList<T> Frozen<T>(params ReadOnlySpan<T> items) => FrozenListBuilder.Create(items);

    /// <summary>
    /// Texts by key that never change, so that rules may use them: <c>var limits = Frozen(("dev", "1Gi"), ("prod", "8Gi"));</c>.
    /// </summary>
    /// <exception cref="ArgumentException">a key comes twice</exception>
    public static FrozenMap Frozen(params ReadOnlySpan<(string Key, string Value)> entries)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in entries) texts.Add(key, value);
        return new FrozenMap(texts);
    }
}
