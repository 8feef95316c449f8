using System.Collections;
using System.Collections.Frozen;

namespace K8GuardScript.Sdk.Fields;

/// <summary>Texts by key that nobody can change: the value of a setting.</summary>
public sealed class FrozenMap : IEnumerable<KeyValuePair<string, string>>
{
    private readonly FrozenDictionary<string, string> entries;

    internal FrozenMap(IEnumerable<KeyValuePair<string, string>> entries) =>
        this.entries = entries.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How many keys there are.</summary>
    public int Count => entries.Count;

    /// <summary>The value of this key, absent if there is none.</summary>
    public Text this[string? key] => new(key is not null && entries.TryGetValue(key, out var value) ? value : null);

    /// <summary>True when the key is there.</summary>
    public bool Has(string? key) => key is not null && entries.ContainsKey(key);

    /// <summary>For <c>foreach (var (key, value) in map)</c>; in no particular order.</summary>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, string>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
