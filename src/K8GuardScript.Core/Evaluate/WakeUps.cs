using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Queues objects again at the instants at which their verdicts change by time alone. Safe from any thread.</summary>
internal sealed class WakeUps(ChangeQueue queue, TimeProvider clock) : IDisposable
{
    // wall clocks are set, timers are not: no wait is longer than this
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<ObjectKey, DateTimeOffset> instants = [];
    private readonly PriorityQueue<ObjectKey, DateTimeOffset> order = new();
    private ITimer? timer;

    /// <summary>From now on this object waits for this instant, and for no other; null if for none.</summary>
    public void Set(ObjectKey key, DateTimeOffset? instant)
    {
        lock (gate)
        {
            if (instant is not { } at)
            {
                instants.Remove(key);
                return;
            }

            if (instants.TryGetValue(key, out var known) && known == at) return;
            instants[key] = at;
            order.Enqueue(key, at);
            if (order.Count > (2 * instants.Count) + 64) Rebuild();
            if (timer is null || order.Peek() == key) Ring();
        }
    }

    /// <summary>From now on this object waits for this instant too: for the first of those that it waits for.</summary>
    public void Add(ObjectKey key, DateTimeOffset instant)
    {
        lock (gate)
        {
            if (!instants.TryGetValue(key, out var known) || instant < known) Set(key, instant);
        }
    }

    public void Dispose() => timer?.Dispose();

    private void OnTime()
    {
        lock (gate) Ring();
    }

    private void Ring()
    {
        timer?.Dispose();
        timer = null;
        var now = clock.GetUtcNow();
        while (order.TryPeek(out var key, out var at))
        {
            // what was set anew since has another entry
            var isStale = !instants.TryGetValue(key, out var wanted) || wanted != at;
            if (!isStale && at > now) break;
            order.Dequeue();
            if (isStale) continue;
            instants.Remove(key);
            queue.Enqueue(key, Wanted.All);
        }

        if (!order.TryPeek(out _, out var next)) return;
        var wait = next - now < LongestWait ? next - now : LongestWait;
        timer = clock.CreateTimer(_ => OnTime(), null, wait, Timeout.InfiniteTimeSpan);
    }

    private void Rebuild()
    {
        order.Clear();
        foreach (var (key, at) in instants) order.Enqueue(key, at);
    }
}
