using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Keys that wait for evaluation. A key that waits already is not queued twice: only the latest version matters, and whoever wanted
/// it judged. So there are never more than objects. Safe from any thread.
/// </summary>
internal sealed class ChangeQueue(TimeProvider clock) : IDisposable
{
    // of what is taken at once, so that neither lane waits for the other to run empty
    private const int SweepShare = 4;

    private readonly Lock gate = new();
    private readonly Queue<ObjectKey> changes = new();
    private readonly Queue<ObjectKey> sweeps = new();
    private readonly Dictionary<ObjectKey, QueuedKey> waiting = [];
    private readonly SemaphoreSlim filled = new(0, 1);

    /// <summary>How many keys wait.</summary>
    public int Depth
    {
        get
        {
            lock (gate) return waiting.Count;
        }
    }

    /// <summary>How long the key has waited that something changed for first; nothing if none waits.</summary>
    public TimeSpan Age
    {
        get
        {
            lock (gate)
            {
                DropMoved(changes, Lane.Change);
                return changes.TryPeek(out var first) ? clock.GetElapsedTime(waiting[first].Since) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Queues an object, or adds to who wants it judged.</summary>
    public void Enqueue(ObjectKey key, Wanted wanted, Lane lane = Lane.Change)
    {
        lock (gate)
        {
            if (waiting.TryGetValue(key, out var known))
            {
                var isMoved = known.Lane == Lane.Sweep && lane == Lane.Change;
                waiting[key] = isMoved
                    ? new QueuedKey(key, known.Wanted.And(wanted), lane, clock.GetTimestamp())
                    : known with { Wanted = known.Wanted.And(wanted) };
                if (isMoved) changes.Enqueue(key);
                return;
            }

            waiting.Add(key, new QueuedKey(key, wanted, lane, clock.GetTimestamp()));
            (lane == Lane.Change ? changes : sweeps).Enqueue(key);
            if (filled.CurrentCount == 0) filled.Release();
        }
    }

    /// <summary>Completes once a key waits.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        await filled.WaitAsync(cancel).ConfigureAwait(false);
        lock (gate)
        {
            if (waiting.Count > 0 && filled.CurrentCount == 0) filled.Release();
        }
    }

    /// <summary>
    /// Takes the keys that waited longest, changes before sweeps, but some of each. A change that comes after this call queues its key again.
    /// </summary>
    /// <param name="most">how many</param>
    public List<QueuedKey> Take(int most)
    {
        var taken = new List<QueuedKey>();
        lock (gate)
        {
            TakeFrom(changes, Lane.Change, sweeps.Count == 0 ? most : most - (most / SweepShare), taken);
            TakeFrom(sweeps, Lane.Sweep, most - taken.Count, taken);
            if (waiting.Count == 0)
            {
                // the first list of a large cluster leaves room that is not needed again
                waiting.TrimExcess();
                filled.Wait(0);
            }
        }

        return taken;
    }

    public void Dispose() => filled.Dispose();

    private void TakeFrom(Queue<ObjectKey> lane, Lane name, int most, List<QueuedKey> taken)
    {
        for (var left = most; left > 0; left--)
        {
            DropMoved(lane, name);
            if (!lane.TryDequeue(out var key)) return;
            waiting.Remove(key, out var entry);
            taken.Add(entry);
        }
    }

    // what moved to the other lane has left its place here
    private void DropMoved(Queue<ObjectKey> lane, Lane name)
    {
        while (lane.TryPeek(out var key) && !(waiting.TryGetValue(key, out var entry) && entry.Lane == name)) lane.Dequeue();
    }
}
