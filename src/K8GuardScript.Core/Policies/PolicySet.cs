using System.Collections.Frozen;
using System.Collections.Immutable;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Policies;

/// <summary>The policies that are in force together. Immutable: a reload swaps one reference to a new set.</summary>
internal sealed class PolicySet
{
    private readonly FrozenDictionary<string, Policy> byId;
    private readonly FrozenDictionary<(string Group, string Kind), ImmutableArray<(int Index, Policy Policy)>> byKind;

    public PolicySet(IEnumerable<Policy> policies)
    {
        All = policies.OrderBy(policy => policy.Id, StringComparer.Ordinal).ToList();
        byId = All.ToFrozenDictionary(policy => policy.Id, StringComparer.Ordinal);
        byKind = All.SelectMany((policy, index) => Ownership.WithOwners(policy.Kinds)
                .Select(kind => (kind.Group, kind.Kind)).Distinct().Select(kind => (kind, index, policy)))
            .GroupBy(entry => entry.kind, entry => (entry.index, entry.policy))
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());
    }

    public static PolicySet Empty { get; } = new([]);

    /// <summary>By id.</summary>
    public IReadOnlyList<Policy> All { get; }

    /// <summary>
    /// Those with rules for objects of a kind, or for what such objects own, each with its place in <see cref="All"/>; the version
    /// does not matter.
    /// </summary>
    public ImmutableArray<(int Index, Policy Policy)> For(KindName kind) => byKind.GetValueOrDefault((kind.Group, kind.Kind), []);

    public Policy? Find(string id) => byId.GetValueOrDefault(id);
}
