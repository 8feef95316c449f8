using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Objects that can't be judged yet: a kind that their verdicts rest on was neither listed nor refused so far, or their owner is just on its
/// way. They are queued again once it is. Safe from any thread.
/// </summary>
internal sealed class WaitingObjects(ChangeQueue queue, TimeProvider clock) : IDisposable
{
    private static readonly KindName Namespaces = new("", "v1", "Namespace");

    private readonly Lock gate = new();
    private readonly ExpectedOwners owners = new(queue, clock);
    private readonly Dictionary<(string Group, string Kind), Dictionary<ObjectKey, QueuedKey>> byMissing = [];

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (gate) return byMissing.Values.Sum(keys => keys.Count) + owners.Count;
        }
    }

    /// <summary>Keeps an object back until what its verdicts rest on can be known.</summary>
    /// <param name="store">tells what is known</param>
    /// <param name="queued">the object, and who wants it judged</param>
    /// <param name="target">as it is now</param>
    /// <returns>false if it can be judged</returns>
    public bool MustWait(ObjectStore store, in QueuedKey queued, KubeObject target)
    {
        while (Missing(store, target) is { } missing)
        {
            lock (gate) Add((missing.Group, missing.Kind), queued);

            // INVARIANT: a kind that settled before the object was kept back has nobody else to let it go.
            if (store.IsPending(missing)) return true;
            lock (gate)
            {
                if (!Remove((missing.Group, missing.Kind), queued.Key)) return true;
            }
        }

        return owners.MustWait(store, queued.Key, target);
    }

    /// <summary>A kind was listed or refused, or nobody reads it any more: what waited for it is queued.</summary>
    public void Settled(KindName kind)
    {
        Dictionary<ObjectKey, QueuedKey>? free;
        lock (gate)
        {
            if (!byMissing.Remove((kind.Group, kind.Kind), out free)) return;
        }

        foreach (var (key, wanted, lane, _) in free.Values) queue.Enqueue(key, wanted, lane);
    }

    /// <summary>An object is gone.</summary>
    public void Forget(in ObjectKey key)
    {
        owners.Forget(key);
        lock (gate)
        {
            foreach (var missing in byMissing.Keys.ToList()) Remove(missing, key);
        }
    }

    public void Dispose() => owners.Dispose();

    /// <remarks>A look-up of a kind that is not listed is not waited for: it leaves the verdict open, and is noted.</remarks>
    private static KindName? Missing(ObjectStore store, KubeObject target)
    {
        if (store.IsSettled()) return null;
        if (target.Namespace.Length > 0 && store.IsPending(Namespaces)) return Namespaces;
        var owners = new OwnerChain(store);
        for (var item = target; item is not null; item = owners.OwnerOf(OwnerChain.KindOf(item), item))
        {
            if (owners.WaitsFor(item) is { } kind) return kind;
        }

        return null;
    }

    private void Add((string Group, string Kind) missing, in QueuedKey queued)
    {
        if (!byMissing.TryGetValue(missing, out var keys)) byMissing[missing] = keys = [];
        if (keys.TryGetValue(queued.Key, out var known))
        {
            var lane = known.Lane == Lane.Change ? Lane.Change : queued.Lane;
            keys[queued.Key] = known with { Wanted = known.Wanted.And(queued.Wanted), Lane = lane };
        }
        else
        {
            keys.Add(queued.Key, queued);
        }
    }

    private bool Remove((string Group, string Kind) missing, in ObjectKey key)
    {
        if (!byMissing.TryGetValue(missing, out var keys) || !keys.Remove(key)) return false;
        if (keys.Count == 0) byMissing.Remove(missing);
        return true;
    }
}
