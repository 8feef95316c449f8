using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>
/// Labels that an object must have, each with exactly this value. Two of the same pairs are equal, in whatever order they were
/// given. Never empty, never changes.
/// </summary>
internal sealed class LabelTerms : IEquatable<LabelTerms>
{
    /// <summary>More are left out: what a selector asks for beyond them does not narrow what is looked at.</summary>
    public const int MaxPairs = 8;

    /// <summary>
    /// The API's limits: a prefix of 253 characters, a slash and a name of 63, and values of 63. Longer ones select nothing that a
    /// server has, and are left out.
    /// </summary>
    public const int MaxKey = 317, MaxValue = 63;

    private readonly KeyValuePair<string, string>[] pairs;
    private readonly int hash;

    private LabelTerms(KeyValuePair<string, string>[] pairs)
    {
        this.pairs = pairs;
        var code = default(HashCode);
        foreach (var (key, value) in pairs)
        {
            code.Add(key);
            code.Add(value);
        }

        hash = code.ToHashCode();
    }

    /// <summary>By key, ordinal; no key comes twice.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    /// <summary>
    /// What a plain selector asks for. Every object that the selector matches has these labels; there may be others that have them
    /// and do not match.
    /// </summary>
    /// <returns>null where it narrows nothing: it is empty or absent, or holds no text that can be a label</returns>
    public static LabelTerms? Of(TextMap selector)
    {
        var found = new List<KeyValuePair<string, string>>();
        Fuel.Charge(selector.Count);
        foreach (var member in Place(selector).Fields)
        {
            var value = member.Text;
            if (!value.Exists || value.Length > MaxValue || member.Name.Length > MaxKey) continue;
            found.Add(new(member.Name, value.ToString()));
        }

        if (found.Count == 0) return null;
        found.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new LabelTerms([.. found.Take(MaxPairs)]);
    }

    /// <summary>Whether an object has all of these labels.</summary>
    public bool Matches(KubeObject item)
    {
        var labels = item.Root["metadata"]["labels"];
        foreach (var (key, value) in pairs)
        {
            if (!labels.TryMember(key, out var label) || label.Text != value) return false;
        }

        return true;
    }

    /// <inheritdoc />
    public bool Equals(LabelTerms? other) =>
        other is not null && (ReferenceEquals(this, other) || (hash == other.hash && pairs.AsSpan().SequenceEqual(other.pairs)));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LabelTerms);

    /// <inheritdoc />
    public override int GetHashCode() => hash;

    /// <summary>As people write it: <c>app=web,tier=front</c>.</summary>
    public override string ToString() => string.Join(',', pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    private static Field Place<T>(T view)
        where T : struct, IView => view.Place;
}
