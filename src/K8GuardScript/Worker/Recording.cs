using System.Threading.Channels;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Worker;

/// <summary>
/// Records what was judged, one after another, and all that waits at once: so the more comes, the less each costs. Whoever judges
/// waits once much is unrecorded; the watch never does.
/// </summary>
internal sealed class Recording(
    EvaluationBatch batch, ChangeQueue queue, Ledger ledger, VerdictOutcomes outcomes, TimeProvider clock, ILogger<Recording> log)
{
    private const int MostWaiting = 16;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);
    private readonly Channel<JudgedBatch> judged = Channel.CreateBounded<JudgedBatch>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Takes what was judged; its keys are put back once it is recorded.</summary>
    public async ValueTask AddAsync(JudgedBatch done, CancellationToken cancel)
    {
        while (!judged.Writer.TryWrite(done)) await judged.Writer.WaitToWriteAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Records until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (await judged.Reader.WaitToReadAsync(cancel).ConfigureAwait(false))
        {
            if (!RecordWaiting()) await Task.Delay(AfterFailure, clock, cancel).ConfigureAwait(false);
        }
    }

    // false if the store failed
    private bool RecordWaiting()
    {
        var batches = new List<JudgedBatch>();
        while (judged.Reader.TryRead(out var next)) batches.Add(next);
        try
        {
            Record(batches);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            WorkerLog.LoopFailed(log, failure, "recording");
            if (ledger.Trouble is null)
            {
                foreach (var item in batches) RecordApart(item);
                return true;
            }

            // INVARIANT: what could not be recorded is judged again; nothing else moves.
            foreach (var item in batches) queue.PutBack(item.Keys);
            return false;
        }
    }

    // one of them breaks something, and must not keep the others from being recorded
    private void RecordApart(JudgedBatch whole)
    {
        var broken = new HashSet<ObjectKey>();
        foreach (var item in whole.Objects)
        {
            try
            {
                outcomes.Tell(batch.Record([whole with { Objects = [item] }]));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                WorkerLog.LoopFailed(log, failure, "recording");
                broken.Add(item.Key);
            }
        }

        queue.PutBack(whole.Keys.Where(key => broken.Contains(key.Key)).Select(key => key with { Lane = Lane.Slow }));
        queue.Done(whole.Keys.Where(key => !broken.Contains(key.Key)));
        outcomes.Count(whole);
    }

    private void Record(List<JudgedBatch> batches)
    {
        var result = batch.Record(batches);

        // INVARIANT: recorded before it is put back, so that a verdict is never overtaken by an older one.
        foreach (var item in batches) queue.Done(item.Keys);
        foreach (var item in batches) outcomes.Count(item);
        outcomes.Tell(result);
    }
}
