using K8GuardScript.Core.Actions;

namespace K8GuardScript.Kubernetes.Events;

/// <summary>
/// Tells events, and tells one that happens again as a series of the first, as client-go does: within six minutes of the last
/// time. What the server forgot is told anew.
/// </summary>
/// <param name="client">sends</param>
/// <param name="time">stamps</param>
internal sealed class EventRecorder(EventClient client, TimeProvider time)
{
    private const int MostSeries = 1000;
    private static readonly TimeSpan SeriesGap = TimeSpan.FromMinutes(6);

    private readonly Lock gate = new();
    private readonly Dictionary<ClusterEvent, Series> open = [];

    /// <summary>Never throws for what the server or the network do.</summary>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<WriteOutcome> TellAsync(ClusterEvent told, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (NextOf(told) is { } again)
        {
            var repeated = await client.RepeatAsync(told.Regarding, again.Name, again.Count, now, cancel);
            if (repeated.Result != WriteResult.Gone) return repeated;
            Forget(told, again.Name);
        }

        var name = EventBody.NameFor(told.Regarding, now);
        var created = await client.CreateAsync(told, name, now, cancel);
        if (created.Result == WriteResult.Done) Remember(told, name);
        return created;
    }

    /// <summary>Counts at once, so that two who tell the same at the same time don't tell the same count.</summary>
    private Series? NextOf(ClusterEvent told)
    {
        lock (gate)
        {
            if (!this.open.TryGetValue(told, out var series) || time.GetElapsedTime(series.LastAt) > SeriesGap) return null;
            return this.open[told] = series with { Count = series.Count + 1, LastAt = time.GetTimestamp() };
        }
    }

    private void Remember(ClusterEvent told, string name)
    {
        lock (gate)
        {
            if (this.open.Count >= MostSeries && !this.open.ContainsKey(told))
                this.open.Remove(this.open.MinBy(entry => entry.Value.LastAt).Key);
            this.open[told] = new Series(name, 1, time.GetTimestamp());
        }
    }

    private void Forget(ClusterEvent told, string name)
    {
        lock (gate)
        {
            if (this.open.TryGetValue(told, out var series) && series.Name == name) this.open.Remove(told);
        }
    }

    private sealed record Series(string Name, int Count, long LastAt);
}
