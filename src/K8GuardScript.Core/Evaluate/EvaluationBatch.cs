using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Judges some changed objects by one edition of the rules and records the verdicts together.</summary>
internal sealed class EvaluationBatch(
    ObjectStore store,
    Rulebook rulebook,
    Judge judge,
    Dependents dependents,
    WakeUps wakeUps,
    WaitingObjects waiting,
    Ledger ledger,
    OwnWrites ownWrites,
    TimeProvider clock)
{
    /// <summary>Judges, and keeps nothing: may be given up at any moment. Runs scripts, so belongs on an evaluation thread.</summary>
    /// <param name="keys">objects that changed, came or went, and who is to judge them</param>
    /// <param name="slot">of that thread</param>
    public JudgedBatch Judge(IReadOnlyList<QueuedKey> keys, IRunSlot slot)
    {
        var edition = rulebook.Current;
        var judged = keys.Select(Look).OfType<JudgedObject>().ToList();
        var sitting = judge.Sit(slot);
        var spent = new List<(string Policy, TimeSpan Time)>(edition.Policies.All.Count);
        foreach (var policy in edition.Policies.All)
        {
            var started = clock.GetTimestamp();
            foreach (var item in judged)
            {
                if (policy.State.IsTooCostly) break;
                if (item.Target is { } target && item.Wanted.Includes(policy) && Verdict(policy, item.Kind, item.Key, target, sitting) is { } verdict) item.Verdicts.Add(verdict);
            }

            var took = clock.GetElapsedTime(started);
            policy.State.CountTime(took);
            spent.Add((policy.Id, took));
        }

        return new JudgedBatch(edition.Settings, judged, spent);
    }

    /// <summary>Records verdicts together.</summary>
    /// <returns>what was recorded, and the verdicts that it rests on</returns>
    public BatchResult Record(JudgedBatch batch)
    {
        var before = new Dictionary<EpisodeKey, Episode>();
        var now = clock.GetUtcNow();
        var recorded = ledger.Commit(() => new LedgerChange
        {
            // an episode on another object may change with either of the two: it is written and told once
            Episodes = [.. batch.Objects.SelectMany(item => Changes(item, batch.Settings, before, now))
                .GroupBy(change => change.Key)
                .Select(changes => changes.Last())],
        });
        foreach (var item in batch.Objects) Follow(item);
        return new BatchResult([.. batch.Objects.SelectMany(item => item.Verdicts)], recorded.Episodes, before);
    }

    private JudgedObject? Look(QueuedKey queued)
    {
        var key = queued.Key;
        // INVARIANT: what is not seen is not gone. Only a kind that was listed can tell that an object is not there.
        if (store.Watched(key.Group, key.Kind) is not { } kind || !store.IsSeen(kind)) return null;
        if (store.Get(key) is not { } target) return new JudgedObject(kind, key, queued.Wanted, null, []);

        // what is on its way out is not judged, and its episodes wait; an older version than our own write is no news
        if (target.DeletionTimestamp is not null || ownWrites.Outdates(key, target)) return null;
        if (key.Namespace.Length > 0 && store.Namespace(key.Namespace)?.DeletionTimestamp is not null) return null;
        return waiting.MustWait(store, queued, target) ? null : new JudgedObject(kind, key, queued.Wanted, target, []);
    }

    // INVARIANT: what is judged here may be given up, so the instants are set and what went is forgotten only with the record.
    private void Follow(JudgedObject item)
    {
        wakeUps.Judged(item.Key, item.Verdicts);
        if (item.Target is not null) return;
        dependents.Forget(item.Key);
        wakeUps.Forget(item.Key);
    }

    private Verdict? Verdict(Policy policy, KindName kind, ObjectKey key, KubeObject target, Sitting sitting)
    {
        if (policy.RulesFor(kind).Count > 0) return sitting.Of(policy, kind, target);

        // a new revision may not read this kind any more
        return ledger.FoundAt(policy.Id, key).Count == 0 ? null : new Verdict(policy, kind, key, target.Uid, VerdictResult.NotConcerned, []);
    }

    private IEnumerable<Episode> Changes(JudgedObject item, GuardSettings settings, Dictionary<EpisodeKey, Episode> before, DateTimeOffset now)
    {
        // INVARIANT: an action that was recorded since the look is known here; what was seen before it is no revert.
        if (item.Target is { } seen && ownWrites.Outdates(item.Key, seen)) yield break;
        IEnumerable<Episode> changes = item.Target is { } target
            ? item.Verdicts.Where(IsInForce).SelectMany(verdict => VerdictRecorder.Changes(
                ledger.FoundAt(verdict.Policy.Id, item.Key), verdict, Dormancy.Of(target) is not null, settings.Escalation.ForgetAfter, now))
            : VerdictRecorder.ObjectGone(ledger.RestingOn(item.Key), ledger.WasDeletedByUs, now);
        foreach (var change in changes)
        {
            if (ledger.Find(change.Key) is { } known) before[change.Key] = known;
            yield return change;
        }
    }

    // INVARIANT: a policy that went while its verdict came out opens nothing. One that only changed has the object queued again.
    private bool IsInForce(Verdict verdict) => ReferenceEquals(rulebook.Current.Policies.Find(verdict.Policy.Id), verdict.Policy);
}

/// <param name="Settings">of the edition that judged</param>
/// <param name="Objects">what could be looked at</param>
/// <param name="Spent">the time that each policy took for all of them</param>
internal sealed record JudgedBatch(
    GuardSettings Settings, IReadOnlyList<JudgedObject> Objects, IReadOnlyList<(string Policy, TimeSpan Time)> Spent);

/// <param name="Kind">the object's kind in its watched version</param>
/// <param name="Key">which object</param>
/// <param name="Wanted">who is to judge it</param>
/// <param name="Target">the object; null if it is gone</param>
/// <param name="Verdicts">filled while it is judged</param>
internal sealed record JudgedObject(KindName Kind, ObjectKey Key, Wanted Wanted, KubeObject? Target, List<Verdict> Verdicts);

/// <param name="Verdicts">every verdict of the batch</param>
/// <param name="Recorded">the episodes that changed</param>
/// <param name="Before">those of them that were known, as they were</param>
internal sealed record BatchResult(
    IReadOnlyList<Verdict> Verdicts, IReadOnlyList<Episode> Recorded, IReadOnlyDictionary<EpisodeKey, Episode> Before);
