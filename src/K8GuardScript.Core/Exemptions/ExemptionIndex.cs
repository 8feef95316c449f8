using System.Collections.Concurrent;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Exemptions;

/// <summary>Finds the exemptions that cover a violation. Immutable but for what it remembers; safe from any thread.</summary>
internal sealed class ExemptionIndex(IReadOnlyList<Exemption> all)
{
    private readonly ConcurrentDictionary<string, Exemption[]> byPolicy = new(StringComparer.Ordinal);

    /// <summary>Those that it was made of, in their order.</summary>
    public IReadOnlyList<Exemption> All => all;

    /// <summary>The one that holds for a violation, of several the one that ends last; null for none.</summary>
    /// <param name="key">which violation</param>
    /// <param name="target">the object, or null if it is not seen</param>
    /// <param name="ns">its namespace; null where it has none, or where it is not seen: then nothing that asks for it covers</param>
    /// <param name="now">what ended before this does not hold</param>
    public Exemption? Holding(in EpisodeKey key, KubeObject? target, KubeObject? ns, DateTimeOffset now)
    {
        foreach (var exemption in Of(key.Policy))
        {
            if (exemption.Expires <= now) return null;
            if (Covers(exemption, key, target, ns)) return exemption;
        }

        return null;
    }

    /// <summary>The latest of those that would hold, had they not ended; null if one holds, or there is none.</summary>
    /// <inheritdoc cref="Holding" />
    public Exemption? Ended(in EpisodeKey key, KubeObject? target, KubeObject? ns, DateTimeOffset now)
    {
        foreach (var exemption in Of(key.Policy))
        {
            if (Covers(exemption, key, target, ns)) return exemption.Expires <= now ? exemption : null;
        }

        return null;
    }

    /// <summary>Every one that covers a violation, ended or not.</summary>
    /// <inheritdoc cref="Holding" />
    public IEnumerable<Exemption> Covering(EpisodeKey key, KubeObject? target, KubeObject? ns) =>
        Of(key.Policy).Where(exemption => Covers(exemption, key, target, ns));

    // INVARIANT: an exemption grants, so what is not known is not covered.
    private static bool Covers(Exemption exemption, in EpisodeKey key, KubeObject? target, KubeObject? ns) =>
        exemption.Scope.SinglesOut(key.Object, target, ns) == ScopeAnswer.In;

    // asked for every violation; the one that ends last comes first
    private Exemption[] Of(string policy) => byPolicy.TryGetValue(policy, out var known)
        ? known
        : byPolicy.GetOrAdd(policy, id => [.. all.Where(exemption => exemption.IsFor(id)).OrderByDescending(exemption => exemption.Expires)]);
}
