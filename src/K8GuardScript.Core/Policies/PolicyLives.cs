using System.Collections.Immutable;
using System.Globalization;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Policies;

/// <summary>
/// Remembers since when each policy is known, whether what it found there is all recorded, and since when its revisions are in force.
/// Lasts in the ledger. Safe from any thread.
/// </summary>
internal sealed class PolicyLives : IRevisionAges
{
    private const string Prefix = "policy/";
    private readonly Lock gate = new();
    private readonly Ledger ledger;
    private readonly TimeProvider clock;

    // read while the ledger is locked, so nobody may wait for the lock here to read it: it is swapped as a whole
    private volatile ImmutableDictionary<string, PolicyLife> lives;

    // with episodes in a ledger that did not remember lives yet: they are not new
    private readonly HashSet<string> veterans = new(StringComparer.Ordinal);

    public PolicyLives(Ledger ledger, TimeProvider clock)
    {
        (this.ledger, this.clock) = (ledger, clock);
        lives = ledger.Facts(Prefix).ToImmutableDictionary(fact => fact.Key[Prefix.Length..], fact => PolicyLife.Parse(fact.Value!));
        if (lives.Count == 0) veterans.UnionWith(ledger.CountStates().Select(count => count.Policy));
    }

    /// <summary>Takes over which policies are in force now. Quick where nothing changed; to be called before what they find is recorded.</summary>
    /// <param name="inForce">these are</param>
    /// <param name="waiting">ids that are not, but are not gone: their scripts can't be used just now, or are held</param>
    /// <param name="forgetAfter">a policy that was away for longer is new again</param>
    public void Follow(PolicySet inForce, IReadOnlySet<string> waiting, TimeSpan forgetAfter)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var changed = new Dictionary<string, PolicyLife>(StringComparer.Ordinal);
            foreach (var policy in inForce.All) Note(policy.Id, InForce(policy, forgetAfter, now), changed);
            foreach (var (id, life) in lives)
            {
                if (inForce.Find(id) is not null || waiting.Contains(id)) continue;

                // kept for good: a ledger that remembers none is taken for one from before they were kept
                Note(id, life with { GoneAt = life.GoneAt ?? now }, changed);
            }

            Write(changed);
        }
    }

    /// <summary>Since when a policy is known; null if it was never in force.</summary>
    public DateTimeOffset? KnownSince(string policy) => lives.GetValueOrDefault(policy)?.Since;

    /// <summary>Since when what judges under a policy's id is in force in its present revision; null while that is not known.</summary>
    /// <param name="policy">the policy, or a variant of it</param>
    public DateTimeOffset? RevisionSince(Policy policy) =>
        lives.GetValueOrDefault(policy.Id) is { GoneAt: null } life && life.Revisions.TryGetValue(policy.Revision, out var since) ? since : null;

    /// <inheritdoc />
    DateTimeOffset? IRevisionAges.Since(Policy policy) => RevisionSince(policy);

    /// <summary>Whether what a policy newly finds at an object was there before the policy was.</summary>
    /// <remarks>INVARIANT: what was created after the policy came is never taken for that.</remarks>
    public bool IsBaseline(string policy, KubeObject target)
    {
        // one that is not known yet is just coming
        var (isOpen, since) = lives.GetValueOrDefault(policy) is { } life ? (life.IsBaselineOpen, life.Since) : (true, clock.GetUtcNow());
        return isOpen && (CreatedAt(target) is not { } created || created <= since);
    }

    /// <summary>The policies whose baseline is open, with the instants at which they came.</summary>
    public IReadOnlyList<(string Policy, DateTimeOffset Since)> OpenBaselines() =>
        [.. lives.Where(pair => pair.Value is { IsBaselineOpen: true, GoneAt: null }).Select(pair => (pair.Key, pair.Value.Since))];

    /// <summary>All that was there as these came is judged and recorded; those that went and came anew meanwhile are passed over.</summary>
    public void CloseBaselines(IReadOnlyList<(string Policy, DateTimeOffset Since)> through)
    {
        lock (gate)
        {
            var changed = new Dictionary<string, PolicyLife>(StringComparer.Ordinal);
            foreach (var (policy, since) in through)
            {
                if (lives.GetValueOrDefault(policy) is { } life && life.Since == since) Note(policy, life with { IsBaselineOpen = false }, changed);
            }

            Write(changed);
        }
    }

    private PolicyLife InForce(Policy policy, TimeSpan forgetAfter, DateTimeOffset now)
    {
        var known = lives.GetValueOrDefault(policy.Id);
        if (known is not null && IsForgotten(known, forgetAfter, now)) known = null;
        var revisions = policy.Variants.Select(variant => variant.Revision).Prepend(policy.Revision).Distinct().ToDictionary(
            revision => revision,
            revision => known is { GoneAt: null } && known.Revisions.TryGetValue(revision, out var since) ? since : now);
        return new PolicyLife(known?.Since ?? now, known?.IsBaselineOpen ?? !veterans.Contains(policy.Id), GoneAt: null, revisions);
    }

    private static bool IsForgotten(PolicyLife life, TimeSpan forgetAfter, DateTimeOffset now) => life.GoneAt is { } gone && now - gone > forgetAfter;

    private void Note(string id, PolicyLife now, Dictionary<string, PolicyLife> changed)
    {
        if (lives.GetValueOrDefault(id) is { } before && now.IsSame(before)) return;
        changed[id] = now;
    }

    // INVARIANT: memory follows the store, so a failed write leaves both as they were, and is made good at the next look.
    private void Write(Dictionary<string, PolicyLife> changed)
    {
        if (changed.Count == 0) return;
        ledger.Commit(() => new LedgerChange { Facts = [.. changed.Select(pair => new StoredFact(Prefix + pair.Key, pair.Value.ToJson()))] });
        lives = lives.SetItems(changed);
    }

    // whole seconds, as the API server writes them; without one nobody can say that it came later
    private static DateTimeOffset? CreatedAt(KubeObject target) =>
        DateTimeOffset.TryParse(
            target.Root["metadata"]["creationTimestamp"].Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
            ? created
            : null;
}
