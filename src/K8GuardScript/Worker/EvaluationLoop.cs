using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Metrics;

namespace K8GuardScript.Worker;

/// <summary>Takes changed objects from the queue, judges them, records the verdicts, and tells what is new.</summary>
internal sealed class EvaluationLoop(
    ChangeQueue queue,
    EvaluationBatch batch,
    IEvaluationThreads threads,
    Rulebook rulebook,
    WatchedKinds kinds,
    CostlyPolicies costly,
    HappeningLog happenings,
    GuardMetrics metrics,
    TimeProvider clock,
    ILogger<EvaluationLoop> log) : BackgroundService
{
    private const int MostPerBatch = 200;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var keys = await NextAsync(stoppingToken).ConfigureAwait(false);
            try
            {
                await JudgeAsync(keys, stoppingToken).ConfigureAwait(false);
            }
            catch (LostRunException)
            {
                // the policy at fault is out by now: the others judge these again
                foreach (var (key, wanted, lane, _) in keys) queue.Enqueue(key, wanted, lane);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: what could not be recorded is judged again; nothing else moves.
                WorkerLog.LoopFailed(log, failure, "evaluation");
                foreach (var (key, wanted, lane, _) in keys) queue.Enqueue(key, wanted, lane);
                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<List<QueuedKey>> NextAsync(CancellationToken cancel)
    {
        await queue.WaitAsync(cancel).ConfigureAwait(false);
        return queue.Take(MostPerBatch);
    }

    private async Task JudgeAsync(List<QueuedKey> keys, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var judged = await threads.RunAsync(slot => batch.Judge(keys, slot), cancel).ConfigureAwait(false);
        var result = batch.Record(judged);
        metrics.EvaluationTook(clock.GetElapsedTime(started) / keys.Count);

        foreach (var (policy, time) in judged.Spent) metrics.PolicyTook(policy, time);
        foreach (var verdict in result.Verdicts) Count(verdict);
        foreach (var episode in result.Recorded) Tell(episode, result.Before.GetValueOrDefault(episode.Key));
        costly.Park();
        kinds.Follow(rulebook.Current.Policies);
    }

    private void Count(Verdict verdict)
    {
        var policy = verdict.Policy;
        switch (verdict.Result)
        {
            case VerdictResult.NotConcerned:
                return;
            case VerdictResult.Faulted when policy.State.IsFaultToTell():
                var broke = $"policy `{policy.Id}` broke on {verdict.Object}: {verdict.Fault}; more faults of this version are only counted";
                happenings.Tell(HappeningKind.Fault, broke, policy.Id, verdict.Object);
                break;
        }

        if (verdict.Missing is { } missing && policy.State.IsMissingToTell($"{verdict.Object}: {missing}"))
        {
            var dropped = $"policy `{policy.Id}` on {verdict.Object}: {missing}; more of this are only shown";
            happenings.Tell(HappeningKind.Fault, dropped, policy.Id, verdict.Object);
        }

        metrics.Evaluated(policy.Id, verdict.Word());
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
