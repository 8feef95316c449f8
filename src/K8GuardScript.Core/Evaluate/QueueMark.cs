using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>What waited to be judged at one moment, until all of it is recorded. Changed by the queue alone; read from any thread.</summary>
internal sealed class QueueMark
{
    private readonly HashSet<ObjectKey> left;
    private volatile bool isThrough;

    public QueueMark(IEnumerable<ObjectKey> waiting)
    {
        left = [.. waiting];
        isThrough = left.Count == 0;
    }

    /// <summary>Whether all of it was judged since, and that is recorded.</summary>
    public bool IsThrough => isThrough;

    public void Done(in ObjectKey key)
    {
        if (left.Remove(key) && left.Count == 0) isThrough = true;
    }
}
