using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Judges some objects by one edition: one object after another, each by all policies, so that the object stays in the processor's
/// cache. Belongs to one thread; may be given up at any moment, as nothing lasts that it does.
/// </summary>
internal sealed class JudgingRound(Rulebook.Edition edition, Sitting sitting, Ledger ledger, TimeProvider clock)
{
    // what took longer is accounted at once: the policy may be one that must not go on
    private static readonly TimeSpan LongRun = TimeSpan.FromMilliseconds(1);

    private readonly long longRun = (long)(LongRun.TotalSeconds * clock.TimestampFrequency);
    private readonly PolicyTally[] tallies = new PolicyTally[edition.Policies.All.Count];
    private readonly List<QueuedKey> putOff = [];
    private long last;
    private Standing standing;

    /// <summary>What was left for policies that were slowed down.</summary>
    public IReadOnlyList<QueuedKey> PutOff => putOff;

    /// <summary>Begins with an object.</summary>
    /// <returns>false if nobody can tell yet whether it is judged itself: nothing is said of it now</returns>
    public bool Begin(JudgedObject item, KubeObject target)
    {
        standing = sitting.Begin(item.Kind, item.Key, target);
        return standing != Standing.Waiting;
    }

    /// <summary>Judges the object that it began with by every policy that is to.</summary>
    /// <param name="item">gets the verdicts</param>
    /// <param name="target">the object</param>
    public void Judge(JudgedObject item, KubeObject target)
    {
        var known = ledger.FoundAt(item.Key);
        if (known.Count > 0) Withdraw(item, known);
        if (standing == Standing.Owned) return;
        last = clock.GetTimestamp();
        foreach (var (index, policy) in edition.Policies.For(item.Kind))
        {
            if (!item.Queued.Wanted.Includes(policy) || IsLeftOut(item, policy)) continue;
            var result = sitting.By(policy, out var verdict);
            Account(ref tallies[index], policy);
            tallies[index].Count(result, verdict);

            // a result that says all is no news where nothing is recorded
            if (verdict is null && known.Count == 0) continue;
            verdict ??= sitting.Plain(policy, result);
            if (IsNews(verdict, target, known)) item.Keep(verdict);
        }
    }

    /// <summary>Adds what was gathered to the policies' counters.</summary>
    /// <returns>the same, policy by policy</returns>
    public IReadOnlyList<PolicyTally> End()
    {
        for (var index = 0; index < tallies.Length; index++)
        {
            ref var tally = ref tallies[index];
            if (tally.ShortRuns > 0) edition.Policies.All[index].State.CountTime(tally.ShortRuns, Time(tally.ShortTook));
        }

        return tallies;
    }

    // a new revision may not read this kind any more, and an owner may answer for the object since
    private void Withdraw(JudgedObject item, IReadOnlyList<Episode> known)
    {
        foreach (var id in known.Where(episode => episode.IsAlive).Select(episode => episode.Key.Policy).Distinct())
        {
            if (edition.Policies.Find(id) is not { } policy || !item.Queued.Wanted.Includes(policy)) continue;
            if (standing == Standing.Owned || !Sitting.LooksAt(policy, item.Kind)) item.Keep(sitting.Plain(policy, VerdictResult.NotConcerned));
        }
    }

    private bool IsLeftOut(JudgedObject item, Policy policy)
    {
        if (policy.State.IsTooCostly)
        {
            item.IsWhole = false;
            return true;
        }

        if (!policy.State.IsSlowed || item.Queued.Lane == Lane.Slow) return false;
        item.IsWhole = false;
        putOff.Add(new QueuedKey(item.Key, Wanted.Only(policy.Id), Lane.Slow, last));
        return true;
    }

    // the end of one run is the start of the next
    private void Account(ref PolicyTally tally, Policy policy)
    {
        var now = clock.GetTimestamp();
        var took = now - last;
        last = now;
        tally.Took += took;
        if (took > longRun)
        {
            policy.State.CountTime(1, Time(took));
            return;
        }

        tally.ShortRuns++;
        tally.ShortTook += took;
    }

    /// <summary>Whether a verdict says more than what is recorded.</summary>
    /// <remarks>
    /// INVARIANT: what is recorded of an object grows only with verdicts on it, of which there are no others while this one is on
    /// its way. Whatever else becomes of an episode meanwhile, an action or the end of its policy, has the object judged again.
    /// </remarks>
    private bool IsNews(Verdict verdict, KubeObject target, IReadOnlyList<Episode> known)
    {
        if (verdict is { ChangesAt: not null } or { Missing: not null } or { Fault: not null }) return true;
        if (verdict.Incomplete) return false;
        if (known.Count == 0) return verdict.Result == VerdictResult.Violated;

        var own = known.Where(episode => episode.Key.Policy == verdict.Policy.Id).ToList();
        if (own.Count == 0) return verdict.Result == VerdictResult.Violated;
        return VerdictRecorder.Changes(
            own, verdict, Dormancy.Of(target) is not null, edition.Settings.Escalation.ForgetAfter, clock.GetUtcNow()).Count > 0;
    }

    private TimeSpan Time(long timestamps) => clock.GetElapsedTime(0, timestamps);
}
