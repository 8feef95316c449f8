using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Decides what must be judged when an object changes: itself, what it owns, and what looked at it.</summary>
internal sealed class ChangeRouter(
    ChangeQueue queue, Dependents dependents, OwnedObjects owned, ImageSizes images, Rulebook rulebook, Ledger ledger, HappeningLog happenings)
    : IStoreListener
{
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ObjectStore? store;

    /// <summary>Completes when the store was settled for the first time.</summary>
    public Task Settled => settled.Task;

    /// <summary>The store that it listens to; the two need each other.</summary>
    public void Attach(ObjectStore listened)
    {
        store = listened;
        owned.Attach(listened);
    }

    /// <inheritdoc />
    public void Changed(KindName kind, KubeObject item, KubeObject? before)
    {
        Enqueue(owned.Changed(kind, item, before, Wanted.All));
        dependents.Changed(KeyOf(kind, item));
        if (kind is { Group: "", Kind: "Node" } && images.Learn(item)) EnqueueReadersOfImages();
    }

    /// <inheritdoc />
    public void Gone(KindName kind, KubeObject last)
    {
        Enqueue(owned.Gone(kind, last));
        dependents.Changed(KeyOf(kind, last));
    }

    /// <inheritdoc />
    public void StateChanged(KindName kind, KindState state)
    {
        happenings.Tell(HappeningKind.Watch, Describe(kind, state));
        if (state.Status == KindStatus.Synced) EnqueueRecorded(kind);
        Enqueue(owned.Settled(kind));
        dependents.Changed(kind);
        if (store?.IsSettled() == true) settled.TrySetResult();
    }

    /// <summary>Queues every object that a policy reads, or the one that answers for it.</summary>
    public void EnqueueAllOf(Policy policy)
    {
        foreach (var kind in policy.Kinds)
        {
            foreach (var key in store?.Keys(kind) ?? []) queue.Enqueue(owned.JudgedAt(kind, key), Wanted.Only(policy.Id), Lane.Sweep);
        }
    }

    // what went while nobody looked has no change to tell of it
    private void EnqueueRecorded(KindName kind)
    {
        foreach (var episode in ledger.Episodes().Where(episode => episode.IsAlive))
        {
            EnqueueIfOf(kind, episode.Key.Object);
            if (episode.Key.Source is { } source) EnqueueIfOf(kind, source);
            if (episode.Key.Child == kind.Kind) queue.Enqueue(episode.Key.Judged, Wanted.All);
        }
    }

    private void EnqueueIfOf(KindName kind, ObjectKey key)
    {
        if (key.Kind == kind.Kind && key.Group == kind.Group) queue.Enqueue(key, Wanted.All);
    }

    private void EnqueueReadersOfImages()
    {
        foreach (var policy in rulebook.Current.Policies.All.Where(policy => policy.State.ReadsImages)) EnqueueAllOf(policy);
    }

    private void Enqueue(IReadOnlyList<ToJudge> due)
    {
        foreach (var (key, wanted, isPaced) in due)
        {
            if (isPaced) dependents.Await(key, wanted);
            else queue.Enqueue(key, wanted);
        }
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
