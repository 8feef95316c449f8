using System.Collections.Frozen;

namespace K8GuardScript.Core.Policies;

/// <summary>The policies that are in force together. Immutable: a reload swaps one reference to a new set.</summary>
internal sealed class PolicySet
{
    private readonly FrozenDictionary<string, Policy> byId;

    public PolicySet(IEnumerable<Policy> policies)
    {
        All = policies.OrderBy(policy => policy.Id, StringComparer.Ordinal).ToList();
        byId = All.ToFrozenDictionary(policy => policy.Id, StringComparer.Ordinal);
    }

    public static PolicySet Empty { get; } = new([]);

    /// <summary>By id.</summary>
    public IReadOnlyList<Policy> All { get; }

    public Policy? Find(string id) => byId.GetValueOrDefault(id);
}
