using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Metrics;

namespace K8GuardScript.Worker;

/// <summary>What follows from recorded verdicts: people are told what is new, figures are kept, and what policies ask for is watched.</summary>
internal sealed class VerdictOutcomes(
    Rulebook rulebook, WatchedKinds kinds, CostlyPolicies costly, HappeningLog happenings, GuardMetrics metrics, TimeProvider clock)
{
    /// <summary>Counts what was judged together.</summary>
    public void Count(JudgedBatch batch)
    {
        for (var index = 0; index < batch.Tallies.Count; index++)
        {
            var (tally, policy) = (batch.Tallies[index], batch.Edition.Policies.All[index].Id);
            if (tally.Passed > 0) metrics.Evaluated(policy, "passed", tally.Passed);
            if (tally.Violated > 0) metrics.Evaluated(policy, "violated", tally.Violated);
            if (tally.Faulted > 0) metrics.Evaluated(policy, "faulted", tally.Faulted);
            if (tally.Unknown > 0) metrics.Evaluated(policy, "unknown", tally.Unknown);
            if (tally.Took > 0) metrics.PolicyTook(policy, clock.GetElapsedTime(0, tally.Took));
        }

        if (batch.Keys.Count > 0) metrics.EvaluationTook(batch.Took / batch.Keys.Count);
        foreach (var key in batch.Keys)
        {
            if (key.Lane == Lane.Change) metrics.VerdictStored(clock.GetElapsedTime(key.Since));
        }

        costly.Look();
    }

    /// <summary>Tells what was recorded.</summary>
    public void Tell(BatchResult result)
    {
        foreach (var verdict in result.Verdicts) Tell(verdict);
        foreach (var episode in result.Recorded) Tell(episode, result.Before.GetValueOrDefault(episode.Key));
        kinds.Follow(rulebook.Current.Policies);
    }

    private void Tell(Verdict verdict)
    {
        var policy = verdict.Policy;
        if (verdict.Fault is not null && policy.State.IsFaultToTell())
        {
            var broke = $"policy `{policy.Id}` broke on {verdict.Object}: {verdict.Fault}; more faults of this version are only counted";
            happenings.Tell(HappeningKind.Fault, broke, policy.Id, verdict.Object);
        }

        if (verdict.Missing is { } missing && policy.State.IsMissingToTell($"{verdict.Object}: {missing}"))
        {
            var dropped = $"policy `{policy.Id}` on {verdict.Object}: {missing}; more of this are only shown";
            happenings.Tell(HappeningKind.Fault, dropped, policy.Id, verdict.Object);
        }
    }

    private void Tell(Episode now, Episode? before)
    {
        if (now.State == before?.State) return;
        var (policy, target) = (now.Key.Policy, now.Key.Object);
        switch (now.State)
        {
            case EpisodeState.Open when before?.State == EpisodeState.Contained:
                happenings.Tell(HappeningKind.Opened, $"{target}: somebody undid the action: {now.Message}", policy, target);
                break;
            case EpisodeState.Open:
                happenings.Tell(HappeningKind.Opened, $"{target}: {now.Message}", policy, target);
                break;
            case EpisodeState.Resolved:
                happenings.Tell(HappeningKind.Resolved, $"{target}: no longer: {now.Message}", policy, target);
                break;
        }
    }
}
