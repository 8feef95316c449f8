using K8GuardScript.Core.Actions;
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

    /// <summary>What was left for policies that were slowed down, and what is worth another try.</summary>
    public IReadOnlyList<QueuedKey> PutOff => putOff;

    /// <summary>Judges an object by every policy that is to. It is what the sitting began last.</summary>
    /// <param name="item">gets the verdicts</param>
    public void Judge(JudgedObject item)
    {
        var known = ledger.FoundAt(item.Key);
        if (known.Count > 0) Withdraw(item, known);
        last = clock.GetTimestamp();
        foreach (var (index, policy) in edition.Policies.For(item.Kind))
        {
            if (!item.Queued.Wanted.Includes(policy) || IsLeftOut(item, policy)) continue;
            var result = sitting.By(policy, out var verdict);
            Account(ref tallies[index], policy, result, verdict);

            // once more, and apart: a healthy rule faults as well where the machine stood still while it ran
            if (verdict is { IsSpent: true } && item.Queued.Lane != Lane.Slow)
                putOff.Add(new QueuedKey(item.Key, Wanted.Only(policy.Id), Lane.Slow, last));

            // where the result says all, it is news only to who knows something
            if (verdict is null && known.Count == 0) continue;
            verdict ??= sitting.Plain(policy, result);
            if (IsNews(verdict, item.Target!, known)) item.Keep(verdict);
        }
    }

    /// <summary>Adds what was gathered to the policies' counters.</summary>
    /// <returns>the same, policy by policy</returns>
    public IReadOnlyList<PolicyTally> End()
    {
        for (var index = 0; index < tallies.Length; index++)
        {
            ref var tally = ref tallies[index];
            var counters = edition.Policies.All[index].State;
            if (tally.ShortRuns > 0) counters.CountTime(tally.ShortRuns, Time(tally.ShortTook));
            if (tally.Evaluations > 0) counters.CountEvaluations(tally.Evaluations);
        }

        return tallies;
    }

    // a new revision may not read this kind any more
    private void Withdraw(JudgedObject item, IReadOnlyList<Episode> known)
    {
        foreach (var id in known.Where(episode => episode.IsAlive).Select(episode => episode.Key.Policy).Distinct())
        {
            if (edition.Policies.Find(id) is { } policy && item.Queued.Wanted.Includes(policy) && !Sitting.LooksAt(policy, item.Kind))
                item.Keep(sitting.Plain(policy, VerdictResult.NotConcerned));
        }
    }

    private bool IsLeftOut(JudgedObject item, Policy policy)
    {
        if (policy.State.IsTooCostly) return true;
        if (!policy.State.IsSlowed || item.Queued.Lane == Lane.Slow) return false;
        putOff.Add(new QueuedKey(item.Key, Wanted.Only(policy.Id), Lane.Slow, last));
        return true;
    }

    // the end of one run is the start of the next
    private void Account(ref PolicyTally tally, Policy policy, VerdictResult result, Verdict? verdict)
    {
        tally.Count(result, verdict?.Incomplete == true);
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
        if (verdict is { ChangesAt: not null } or { Missing: not null } or { Fault: not null } or { Incomplete: true }) return true;
        var own = known.Count == 0 ? known : [.. known.Where(episode => episode.Key.Policy == verdict.Policy.Id)];
        if (own.Count == 0) return verdict.Result == VerdictResult.Violated;
        return VerdictRecorder.Changes(
            own, verdict, Containment.Holds(target, ledger), edition.Settings.Escalation.ForgetAfter, clock.GetUtcNow()).Count > 0;
    }

    private TimeSpan Time(long timestamps) => clock.GetElapsedTime(0, timestamps);
}
