using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Decides what must be judged when an object changes: itself, what it owns, and what looked at it.</summary>
internal sealed class ChangeRouter(
    ChangeQueue queue, Dependents dependents, ImageSizes images, Rulebook rulebook, Ledger ledger, HappeningLog happenings) : IStoreListener
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<ObjectKey>> childrenByOwner = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ObjectStore? store;

    /// <summary>Completes when the store was settled for the first time.</summary>
    public Task Settled => settled.Task;

    /// <summary>The store that it listens to; the two need each other.</summary>
    public void Attach(ObjectStore listened) => store = listened;

    /// <inheritdoc />
    public void Changed(KindName kind, KubeObject item, KubeObject? before)
    {
        var key = KeyOf(kind, item);
        if (before is not null) Disown(key, before);
        Adopt(key, item);
        queue.Enqueue(key, Wanted.All);
        dependents.Changed(key);
        if (before?.Uid != item.Uid)
        {
            EnqueueChildren(item.Uid);
            if (before is not null) EnqueueChildren(before.Uid);
        }

        if (kind is { Group: "", Kind: "Namespace" } && LabelChange.Between(before, item)) EnqueueScoped(item.Name);
        if (kind is { Group: "", Kind: "Node" } && images.Learn(item)) EnqueueReadersOfImages();
    }

    /// <inheritdoc />
    public void Gone(KindName kind, KubeObject last)
    {
        var key = KeyOf(kind, last);
        queue.Enqueue(key, Wanted.All);
        dependents.Changed(key);
        Disown(key, last);
        EnqueueChildren(last.Uid);
    }

    /// <inheritdoc />
    public void StateChanged(KindName kind, KindState state)
    {
        happenings.Tell(HappeningKind.Watch, Describe(kind, state));
        if (state.Status == KindStatus.Synced) EnqueueRecorded(kind);
        dependents.Changed(kind);
        if (store?.IsSettled() == true) settled.TrySetResult();
    }

    /// <summary>Queues every object that a policy reads.</summary>
    public void EnqueueAllOf(Policy policy)
    {
        foreach (var kind in policy.Kinds)
        {
            foreach (var key in store?.Keys(kind) ?? []) queue.Enqueue(key, Wanted.Only(policy.Id), Lane.Sweep);
        }
    }

    // what went while nobody looked has no change to tell of it
    private void EnqueueRecorded(KindName kind)
    {
        foreach (var episode in ledger.Episodes().Where(episode => episode.IsAlive))
        {
            EnqueueIfOf(kind, episode.Key.Object);
            if (episode.Key.Source is { } source) EnqueueIfOf(kind, source);
        }
    }

    private void EnqueueIfOf(KindName kind, ObjectKey key)
    {
        if (key.Kind == kind.Kind && key.Group == kind.Group) queue.Enqueue(key, Wanted.All);
    }

    // whom a policy judges, and by which settings, may rest on what the namespace says
    private void EnqueueScoped(string ns)
    {
        foreach (var policy in rulebook.Current.Policies.All.Where(policy => policy.AsksForNamespaceLabels))
        {
            foreach (var kind in policy.Kinds)
            {
                foreach (var item in store?.List(kind, ns) ?? []) queue.Enqueue(KeyOf(kind, item), Wanted.Only(policy.Id), Lane.Sweep);
            }
        }
    }

    private void EnqueueReadersOfImages()
    {
        foreach (var policy in rulebook.Current.Policies.All.Where(policy => policy.State.ReadsImages)) EnqueueAllOf(policy);
    }

    private void Adopt(ObjectKey key, KubeObject item)
    {
        foreach (var owner in item.OwnerReferences())
        {
            if (!owner.Controller) continue;
            lock (gate)
            {
                if (!childrenByOwner.TryGetValue(owner.Uid, out var children)) childrenByOwner[owner.Uid] = children = [];
                children.Add(key);
            }
        }
    }

    private void Disown(ObjectKey key, KubeObject item)
    {
        foreach (var owner in item.OwnerReferences())
        {
            lock (gate)
            {
                if (!childrenByOwner.TryGetValue(owner.Uid, out var children)) continue;
                children.Remove(key);
                if (children.Count == 0) childrenByOwner.Remove(owner.Uid);
            }
        }
    }

    private void EnqueueChildren(string uid)
    {
        ObjectKey[] children;
        lock (gate) children = childrenByOwner.TryGetValue(uid, out var found) ? [.. found] : [];
        foreach (var child in children) queue.Enqueue(child, Wanted.All);
    }

    private static ObjectKey KeyOf(KindName kind, KubeObject item) => new(kind.Group, kind.Kind, item.Namespace, item.Name);

    private static string Describe(KindName kind, KindState state) => state.Status switch
    {
        KindStatus.Synced => $"{kind.Kind}: watched",
        KindStatus.Refused => $"{kind.Kind}: refused: {state.Reason}; policies are blind for it",
        KindStatus.Interrupted => $"{kind.Kind}: out of reach: {state.Reason}; what is known may be old",
        _ => $"{kind.Kind}: not listed yet: {state.Reason}",
    };
}
