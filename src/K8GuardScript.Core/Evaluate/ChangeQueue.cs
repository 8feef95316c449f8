using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Keys that wait for evaluation. A key that waits already is not queued twice: only the latest version matters.</summary>
internal sealed class ChangeQueue : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<ObjectKey> order = new();
    private readonly HashSet<ObjectKey> waiting = [];
    private readonly SemaphoreSlim filled = new(0);

    /// <summary>How many keys wait.</summary>
    public int Depth
    {
        get
        {
            lock (gate) return order.Count;
        }
    }

    public void Enqueue(ObjectKey key)
    {
        lock (gate)
        {
            if (!waiting.Add(key)) return;
            order.Enqueue(key);
        }

        filled.Release();
    }

    /// <summary>The key that waited longest. A change that comes after this call queues it again.</summary>
    public async Task<ObjectKey> DequeueAsync(CancellationToken cancel)
    {
        await filled.WaitAsync(cancel).ConfigureAwait(false);
        lock (gate)
        {
            var key = order.Dequeue();
            waiting.Remove(key);
            return key;
        }
    }

    /// <summary>The same without waiting.</summary>
    public bool TryDequeue(out ObjectKey key)
    {
        key = default;
        if (!filled.Wait(0)) return false;
        lock (gate)
        {
            key = order.Dequeue();
            waiting.Remove(key);
        }

        return true;
    }

    public void Dispose() => filled.Dispose();
}
