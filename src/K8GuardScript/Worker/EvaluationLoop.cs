using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Worker;

/// <summary>
/// Takes changed objects from the queue and judges them, on all evaluation threads, while what was judged before is recorded. What
/// policies that were slowed down are still to judge has a turn of its own now and then.
/// </summary>
internal sealed class EvaluationLoop(
    ChangeQueue queue,
    EvaluationBatch batch,
    IEvaluationThreads threads,
    Recording recording,
    TimeProvider clock,
    ILogger<EvaluationLoop> log) : BackgroundService
{
    // where little waits, it is all taken; the batch itself ends once it took long
    private const int MostPerBatch = 256;
    private const int MostSlow = 16;

    // of the time of one thread, a quarter is for what is slow
    private const int SlowRest = 3;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    // no turn takes longer by itself: it ends after one object, and no run may take longer than half a second
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(1);

    /// <summary>How long what is slow rests after a turn. Where the machine stood still meanwhile, it does not rest for that.</summary>
    internal static TimeSpan RestAfter(TimeSpan turn) => SlowRest * (turn < LongestTurn ? turn : LongestTurn);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // one more than threads, so that none waits for its next batch
        await Task.WhenAll(
            [
                recording.RunAsync(stoppingToken),
                JudgeSlowAsync(stoppingToken),
                .. Enumerable.Range(0, threads.Count + 1).Select(_ => JudgeAsync(stoppingToken)),
            ]).ConfigureAwait(false);
    }

    private async Task JudgeAsync(CancellationToken cancel)
    {
        // each batch in a call of its own, so that nothing of a policy is held here once it is done
        while (true)
        {
            await queue.WaitAsync(cancel).ConfigureAwait(false);
            await TurnAsync(queue.Take(MostPerBatch), cancel).ConfigureAwait(false);
        }
    }

    private async Task JudgeSlowAsync(CancellationToken cancel)
    {
        while (true)
        {
            await queue.WaitSlowAsync(cancel).ConfigureAwait(false);
            var started = clock.GetTimestamp();
            await TurnAsync(queue.TakeSlow(MostSlow), cancel).ConfigureAwait(false);
            await Task.Delay(RestAfter(clock.GetElapsedTime(started)), clock, cancel).ConfigureAwait(false);
        }
    }

    private async Task TurnAsync(List<QueuedKey> keys, CancellationToken cancel)
    {
        if (keys.Count == 0) return;
        try
        {
            await JudgeAsync(keys, cancel).ConfigureAwait(false);
        }
        catch (LostRunException)
        {
            // the policy at fault is out by now: the others judge these again
            queue.PutBack(keys);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            WorkerLog.LoopFailed(log, failure, "evaluation");
            if (keys.Count > 1) await ApartAsync(keys, cancel).ConfigureAwait(false);
            else await ReturnAsync(keys[0], cancel).ConfigureAwait(false);
        }
    }

    private async Task JudgeAsync(List<QueuedKey> keys, CancellationToken cancel)
    {
        var judged = await threads.RunAsync(slot => batch.Judge(keys, slot), cancel).ConfigureAwait(false);
        queue.PutBack(judged.Left);
        foreach (var (key, wanted, lane, _) in judged.PutOff) queue.Enqueue(key, wanted, lane);
        await recording.AddAsync(judged, cancel).ConfigureAwait(false);
    }

    // one of them breaks something, and must not keep the others from their turn
    private async Task ApartAsync(List<QueuedKey> keys, CancellationToken cancel)
    {
        foreach (var key in keys) await TurnAsync([key], cancel).ConfigureAwait(false);
    }

    // INVARIANT: what could not be judged is judged again, for whom it was to be, and where it holds up nobody.
    private async Task ReturnAsync(QueuedKey key, CancellationToken cancel)
    {
        if (key.Lane == Lane.Slow) await Task.Delay(AfterFailure, clock, cancel).ConfigureAwait(false);
        queue.PutBack([key with { Lane = Lane.Slow }]);
    }
}
