using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Core.Guard.Breaking;

/// <summary>Counts them among the watched objects: those that the policy judges, less those that violated already.</summary>
internal sealed class PassedObjects(ObjectStore store, OwnerChain owners, Ledger ledger) : IPassedObjects
{
    /// <inheritdoc />
    public int Count(Policy policy, IReadOnlySet<ObjectKey> newly)
    {
        var violated = ledger.Alive().Where(episode => episode.Key.Policy == policy.Id).Select(episode => episode.Key.Judged)
            .Where(judged => !newly.Contains(judged)).ToHashSet();
        var passed = policy.Kinds.Select(kind => store.Watched(kind.Group, kind.Kind)).OfType<KindName>().Distinct()
            .Sum(kind => store.Keys(kind).Count(key => !violated.Contains(key) && IsJudged(policy, kind, key)));
        return Math.Max(passed, newly.Count);
    }

    // what is judged at its owner is not counted beside it
    private bool IsJudged(Policy policy, KindName kind, ObjectKey key) =>
        store.Get(key) is { } target
        && policy.For(key, target, key.Namespace.Length == 0 ? null : store.Namespace(key.Namespace)) is not null
        && (owners.OwnerOf(kind, target) is null || !policy.Judges(OwnerChain.KindOf(owners.TopOf(target))));
}
