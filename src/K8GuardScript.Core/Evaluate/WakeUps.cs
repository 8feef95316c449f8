using System.Runtime.InteropServices;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Queues objects again at the instants at which their verdicts change by time alone, for the policies whose verdicts those are.
/// Safe from any thread.
/// </summary>
internal sealed class WakeUps(ChangeQueue queue, TimeProvider clock) : IDisposable
{
    // wall clocks are set, timers are not: no wait is longer than this
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Policy, ObjectKey Key), DateTimeOffset> instants = [];
    private readonly PriorityQueue<(string Policy, ObjectKey Key), DateTimeOffset> order = new();
    private readonly Dictionary<string, int> waitingFor = new(StringComparer.Ordinal);
    private ITimer? timer;

    /// <summary>How many verdicts wait for an instant.</summary>
    public int Count
    {
        get
        {
            lock (gate) return instants.Count;
        }
    }

    /// <summary>An object was judged: each of these verdicts waits for its instant, and for no other.</summary>
    /// <param name="key">the object</param>
    /// <param name="verdicts">on it; those of other policies wait on</param>
    public void Judged(in ObjectKey key, IReadOnlyList<Verdict> verdicts)
    {
        lock (gate)
        {
            foreach (var verdict in verdicts)
            {
                if (verdict.ChangesAt is { } at) Set((verdict.Policy.Id, key), at);
                else if (waitingFor.Count > 0) Remove((verdict.Policy.Id, key));
            }
        }
    }

    /// <summary>The object is gone.</summary>
    public void Forget(ObjectKey key)
    {
        lock (gate)
        {
            foreach (var policy in waitingFor.Keys.ToList()) Remove((policy, key));
        }
    }

    /// <summary>Other policies are in force.</summary>
    public void Keep(PolicySet policies)
    {
        lock (gate)
        {
            foreach (var entry in instants.Keys.Where(entry => policies.Find(entry.Policy) is null).ToList()) Remove(entry);
            Rebuild();
        }
    }

    public void Dispose() => timer?.Dispose();

    private void Set((string Policy, ObjectKey Key) entry, DateTimeOffset at)
    {
        // it was reached while the verdict was on its way
        if (at <= clock.GetUtcNow())
        {
            Remove(entry);
            queue.Enqueue(entry.Key, Wanted.Only(entry.Policy));
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(instants, entry, out var exists);
        if (exists && known == at) return;
        if (!exists) CollectionsMarshal.GetValueRefOrAddDefault(waitingFor, entry.Policy, out _)++;
        known = at;
        order.Enqueue(entry, at);
        if (order.Count > (2 * instants.Count) + 64) Rebuild();
        if (timer is null || order.Peek() == entry) Ring();
    }

    private void Remove((string Policy, ObjectKey Key) entry)
    {
        if (!waitingFor.TryGetValue(entry.Policy, out var count) || !instants.Remove(entry)) return;
        if (count == 1) waitingFor.Remove(entry.Policy);
        else waitingFor[entry.Policy] = count - 1;
    }

    private void OnTime()
    {
        lock (gate) Ring();
    }

    private void Ring()
    {
        var now = clock.GetUtcNow();
        while (order.TryPeek(out var entry, out var at))
        {
            // what was set anew since has another place in the order
            var isStale = !instants.TryGetValue(entry, out var wanted) || wanted != at;
            if (!isStale && at > now) break;
            order.Dequeue();
            if (isStale) continue;
            Remove(entry);
            queue.Enqueue(entry.Key, Wanted.Only(entry.Policy));
        }

        timer?.Dispose();
        timer = null;
        if (!order.TryPeek(out _, out var next)) return;
        var wait = next - now < LongestWait ? next - now : LongestWait;
        timer = clock.CreateTimer(_ => OnTime(), null, wait, Timeout.InfiniteTimeSpan);
    }

    private void Rebuild()
    {
        order.Clear();
        foreach (var (entry, at) in instants) order.Enqueue(entry, at);
    }
}
