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
        var judged = new List<JudgedObject>(keys.Count);
        var sitting = judge.Sit(slot);
        var spent = new long[edition.Policies.All.Count];
        foreach (var queued in keys)
        {
            if (Look(queued) is not { } item) continue;
            if (item.Target is { } target && sitting.Begin(item.Kind, item.Key, target) == Standing.Waiting) continue;
            judged.Add(item);
            dependents.Begin(item.Key);
            if (item.Target is not null) Judge(item, edition.Policies.All, sitting, spent);
            dependents.End(item.Key);
        }

        return new JudgedBatch(edition.Settings, judged, Spent(edition.Policies.All, spent));
    }

    private void Judge(JudgedObject item, IReadOnlyList<Policy> policies, Sitting sitting, long[] spent)
    {
        var started = clock.GetTimestamp();
        for (var i = 0; i < policies.Count; i++)
        {
            if (policies[i].State.IsTooCostly || !item.Wanted.Includes(policies[i])) continue;
            if (Verdict(policies[i], item, sitting) is { } verdict) item.Verdicts.Add(verdict);
            var ended = clock.GetTimestamp();
            spent[i] += ended - started;
            started = ended;
        }
    }

    private List<(string Policy, TimeSpan Time)> Spent(IReadOnlyList<Policy> policies, long[] timestamps)
    {
        var spent = new List<(string Policy, TimeSpan Time)>(policies.Count);
        for (var i = 0; i < policies.Count; i++)
        {
            var took = clock.GetElapsedTime(0, timestamps[i]);
            policies[i].State.CountTime(took);
            spent.Add((policies[i].Id, took));
        }

        return spent;
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
        return new JudgedObject(kind, key, queued.Wanted, target, []);
    }

    // INVARIANT: what is judged here may be given up, so the instants are set and what went is forgotten only with the record.
    private void Follow(JudgedObject item)
    {
        if (item.Target is null) dependents.Forget(item.Key);
        wakeUps.Set(item.Key, item.Verdicts.Min(verdict => verdict.ChangesAt));
    }

    private Verdict? Verdict(Policy policy, JudgedObject item, Sitting sitting)
    {
        var result = sitting.By(policy, out var verdict);
        if (verdict is not null) return verdict;

        // a new revision may not read this kind any more, and an owner may answer for the object since
        return result == VerdictResult.NotConcerned && ledger.FoundAt(policy.Id, item.Key).Count == 0 ? null : sitting.Plain(policy, result);
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
