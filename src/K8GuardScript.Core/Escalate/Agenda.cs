using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Escalate;

/// <summary>Objects that are to be looked at again at an instant, each at its earliest. Not safe from several threads.</summary>
internal sealed class Agenda
{
    private readonly Dictionary<ObjectKey, long> instants = [];
    private readonly PriorityQueue<ObjectKey, long> order = new();

    /// <summary>An object is looked at at this instant, or before.</summary>
    public void Add(ObjectKey key, DateTimeOffset instant)
    {
        var at = instant.UtcTicks;
        if (instants.TryGetValue(key, out var known) && known <= at) return;
        instants[key] = at;
        order.Enqueue(key, at);
        if (order.Count > (2 * instants.Count) + 64) Rebuild();
    }

    /// <summary>Takes the objects whose instant has come.</summary>
    /// <param name="now">wall clock</param>
    /// <param name="into">gets them</param>
    public void TakeDue(DateTimeOffset now, ISet<ObjectKey> into)
    {
        while (order.TryPeek(out var key, out var at) && at <= now.UtcTicks)
        {
            order.Dequeue();

            // what got an earlier instant has left this one behind
            if (!instants.TryGetValue(key, out var wanted) || wanted != at) continue;
            instants.Remove(key);
            into.Add(key);
        }

        if (instants.Count > 0 || instants.Capacity == 0) return;

        // many that opened together leave room that is not needed again
        instants.TrimExcess();
        order.Clear();
        order.TrimExcess();
    }

    /// <summary>Nothing is on it any more.</summary>
    public void Clear()
    {
        instants.Clear();
        order.Clear();
    }

    private void Rebuild()
    {
        order.Clear();
        foreach (var (key, at) in instants) order.Enqueue(key, at);
    }
}
