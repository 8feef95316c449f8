using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>The order of the keys in one lane. A key that moved elsewhere leaves its place, which is passed over later.</summary>
internal sealed class KeyLane
{
    // a first list or a sweep leaves room that is not needed again
    private const int Roomy = 4096;

    // what was taken and came back is older than all that came meanwhile
    private readonly Queue<ObjectKey> back = new();
    private readonly Queue<ObjectKey> rest = new();

    /// <summary>How many keys are in it and may be taken; kept by the queue.</summary>
    public int Ready { get; set; }

    public void Add(in ObjectKey key) => rest.Enqueue(key);

    public void AddFirst(in ObjectKey key) => back.Enqueue(key);

    public bool TryPeek(out ObjectKey key) => back.TryPeek(out key) || rest.TryPeek(out key);

    public bool TryTake(out ObjectKey key) => back.TryDequeue(out key) || rest.TryDequeue(out key);

    public void Trim()
    {
        if (rest is { Count: 0, Capacity: > Roomy }) rest.TrimExcess();
        if (back is { Count: 0, Capacity: > Roomy }) back.TrimExcess();
    }
}
