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
    PolicyLives lives,
    TimeProvider clock)
{
    // whoever judges takes this long at most, but for the last object: what changes meanwhile waits no longer
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(20);

    /// <summary>Judges, and keeps nothing: may be given up at any moment. Runs scripts, so belongs on an evaluation thread.</summary>
    /// <param name="keys">objects that changed, came or went, and who is to judge them</param>
    /// <param name="slot">of that thread</param>
    public JudgedBatch Judge(IReadOnlyList<QueuedKey> keys, IRunSlot slot)
    {
        var edition = rulebook.Current;
        var started = clock.GetTimestamp();
        var sitting = judge.Sit(slot);
        var round = new JudgingRound(edition, sitting, ledger, clock);
        var objects = new List<JudgedObject>();
        var at = 0;
        while (at < keys.Count && (at == 0 || clock.GetElapsedTime(started) < MostTime))
        {
            if (Look(keys[at++]) is not { } item) continue;
            if (item.Target is { } target && sitting.Begin(item.Kind, item.Key, target) == Standing.Waiting) continue;
            objects.Add(item);
            if (item.Target is not null) round.Judge(item);
        }

        var isAll = at == keys.Count;
        return new JudgedBatch(edition, isAll ? keys : [.. keys.Take(at)], objects)
        {
            Left = isAll ? [] : [.. keys.Skip(at)],
            PutOff = round.PutOff,
            Tallies = round.End(),
            Took = clock.GetElapsedTime(started),
        };
    }

    /// <summary>Records verdicts together.</summary>
    /// <returns>what was recorded, and the verdicts that it rests on</returns>
    public BatchResult Record(params IReadOnlyList<JudgedBatch> batches)
    {
        var before = new Dictionary<EpisodeKey, Episode>();
        var news = batches
            .SelectMany(batch => batch.Objects.Select(item => (Item: item, batch.Edition.Settings)))
            .Where(entry => entry.Item.Target is null || entry.Item.Verdicts.Count > 0)
            .ToList();
        IReadOnlyList<Episode> recorded = [];
        if (news.Count > 0)
        {
            var now = clock.GetUtcNow();
            recorded = ledger.Commit(() => new LedgerChange
            {
                // an episode on another object may change with either of the two: it is written and told once
                Episodes = [.. news.SelectMany(entry => Changes(entry.Item, entry.Settings, before, now))
                    .GroupBy(change => change.Key)
                    .Select(changes => changes.Last())],
            }).Episodes;
        }

        foreach (var item in batches.SelectMany(batch => batch.Objects)) Follow(item);
        return new BatchResult([.. news.SelectMany(entry => entry.Item.Verdicts)], recorded, before);
    }

    private JudgedObject? Look(QueuedKey queued)
    {
        var key = queued.Key;
        // INVARIANT: what is not seen is not gone. Only a kind that was listed can tell that an object is not there.
        if (store.Watched(key.Group, key.Kind) is not { } kind || !store.IsSeen(kind)) return null;
        if (store.Get(key) is not { } target) return new JudgedObject(kind, queued, null);

        // what is on its way out is not judged, and its episodes wait; an older version than our own write is no news
        if (target.DeletionTimestamp is not null || IsOurs(key, target)) return null;
        if (key.Namespace.Length > 0 && store.Namespace(key.Namespace)?.DeletionTimestamp is not null) return null;
        return waiting.MustWait(store, queued, target) ? null : new JudgedObject(kind, queued, target);
    }

    // INVARIANT: what the guard itself is changing, or may have changed, is nobody's revert; it is looked at again once that is known.
    private bool IsOurs(in ObjectKey key, KubeObject seen) =>
        ownWrites.Outdates(key, seen) || ownWrites.IsWriting(key) || ledger.HasUnsettledActionOn(key);

    // INVARIANT: what is judged here may be given up, so the instants are set and what went is forgotten only with the record.
    private void Follow(JudgedObject item)
    {
        wakeUps.Judged(item.Key, item.Verdicts);
        if (item.Target is not null) return;
        dependents.Forget(item.Key);
        wakeUps.Forget(item.Key);
    }

    private IEnumerable<Episode> Changes(JudgedObject item, GuardSettings settings, Dictionary<EpisodeKey, Episode> before, DateTimeOffset now)
    {
        // INVARIANT: an action that was recorded since the look is known here; what was seen before it is no revert.
        if (item.Target is { } seen && IsOurs(item.Key, seen)) yield break;
        IEnumerable<Episode> changes = item.Target is { } target
            ? item.Verdicts.Where(IsInForce).SelectMany(verdict => VerdictRecorder.Changes(
                ledger.KnownFor(verdict), verdict, Containment.Holds(target, ledger), settings.Escalation.ForgetAfter, now,
                lives.IsBaseline(verdict.Policy.Id, target)))
            : VerdictRecorder.ObjectGone(ledger.RestingOn(item.Key), ledger.WasDeletedByUs, now);
        foreach (var change in changes)
        {
            if (ledger.Find(change.Key) is { } known) before[change.Key] = known;
            yield return change;
        }
    }

    // INVARIANT: a policy that went while its verdict came out opens nothing. One that only changed has the object queued again.
    private bool IsInForce(Verdict verdict) =>
        rulebook.Current.Policies.Find(verdict.Policy.Id) is { } now && (ReferenceEquals(now, verdict.Policy.Root) || now.JudgesLike(verdict.Policy.Root));
}
