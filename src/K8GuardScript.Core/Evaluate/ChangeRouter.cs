using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Decides what must be judged when an object changes, and by whom: itself, what it owns, and what looked at it.</summary>
internal sealed class ChangeRouter : IStoreListener
{
    private static readonly KindName Namespaces = new("", "v1", "Namespace");

    private readonly ChangeQueue queue;
    private readonly Dependents dependents;
    private readonly WakeUps wakeUps;
    private readonly WaitingObjects waiting;
    private readonly ImageSizes images;
    private readonly Ledger ledger;
    private readonly HappeningLog happenings;
    private readonly Lock gate = new();
    private readonly Dictionary<KindName, KindStatus> statuses = [];
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ObjectStore? store;

    public ChangeRouter(
        ChangeQueue queue, Dependents dependents, WakeUps wakeUps, WaitingObjects waiting, ImageSizes images, Ledger ledger, HappeningLog happenings)
    {
        (this.queue, this.dependents, this.wakeUps, this.waiting) = (queue, dependents, wakeUps, waiting);
        (this.images, this.ledger, this.happenings) = (images, ledger, happenings);
        dependents.Attach(EnqueueAllOf);
    }

    /// <summary>Completes when the store was settled for the first time: nothing may be acted on before that.</summary>
    public Task Settled => settled.Task;

    /// <summary>The store that it listens to; the two need each other.</summary>
    public void Attach(ObjectStore listened) => store = listened;

    /// <inheritdoc />
    public void Changed(KindName kind, KubeObject item, KubeObject? before)
    {
        var change = before is null ? ObjectChange.Other : item.ChangeFrom(before);
        if (change == ObjectChange.None) return;
        var key = KeyOf(kind, item);
        queue.Enqueue(key, change == ObjectChange.Status ? Wanted.StatusReaders : Wanted.All);
        dependents.Changed(kind, item, before, change);
        if (kind is { Group: "", Kind: "Node" })
        {
            foreach (var image in images.Learn(item)) dependents.ImageChanged(image);
        }

        if (!change.HasFlag(ObjectChange.Other)) return;
        EnqueueJudgedDifferently(item, before);
        if (kind is { Group: "", Kind: "Namespace" }) NamespaceChanged(item, before);
    }

    /// <inheritdoc />
    public void Gone(KindName kind, KubeObject last)
    {
        var key = KeyOf(kind, last);
        waiting.Forget(key);
        queue.Enqueue(key, Wanted.All);
        dependents.Changed(kind, last, before: null, ObjectChange.Status | ObjectChange.Other);
        EnqueueJudgedDifferently(now: null, last);
        if (kind is { Group: "", Kind: "Namespace" }) NamespaceChanged(now: null, last);
    }

    /// <inheritdoc />
    public void StateChanged(KindName kind, KindState state)
    {
        happenings.Tell(HappeningKind.Watch, Describe(kind, state));
        KindStatus before;
        lock (gate)
        {
            before = statuses.GetValueOrDefault(kind, KindStatus.Pending);
            statuses[kind] = state.Status;
        }

        var (wasSeen, isSeen) = (IsSeen(before), IsSeen(state.Status));
        if (isSeen && !wasSeen) EnqueueRecorded(kind);
        if (isSeen != wasSeen) dependents.Changed(kind);
        if (before != KindStatus.Pending && (before == KindStatus.Refused) != (state.Status == KindStatus.Refused)) RefusalChanged(kind);
        if (state.Status != KindStatus.Pending) waiting.Settled(kind);
        TellIfSettled();
    }

    /// <inheritdoc />
    public void Forgotten(KindName kind)
    {
        lock (gate) statuses.Remove(kind);
        waiting.Settled(kind);
        TellIfSettled();
    }

    /// <summary>Queues every object that a policy reads.</summary>
    public void EnqueueAllOf(Policy policy)
    {
        foreach (var kind in policy.Kinds) EnqueueEvery(kind, Wanted.Only(policy.Id));
    }

    /// <summary>Other policies are in force: nothing is kept for those that went.</summary>
    public void Keep(PolicySet policies)
    {
        dependents.Keep(policies);
        wakeUps.Keep(policies);
    }

    // what is judged otherwise because this object came, changed or went
    private void EnqueueJudgedDifferently(KubeObject? now, KubeObject? before)
    {
        if (now?.UidKey == before?.UidKey) return;
        if (now is not null) EnqueueChildren(now.Uid);
        if (before is not null) EnqueueChildren(before.Uid);
    }

    // what lies in a namespace may be another policy's, or nobody's, by its labels
    private void NamespaceChanged(KubeObject? now, KubeObject? before)
    {
        lock (gate)
        {
            // with the first list comes whatever waited for it
            if (!IsSeen(statuses.GetValueOrDefault(Namespaces, KindStatus.Pending))) return;
        }

        if (now is not null && before is not null && HaveSameLabels(now, before) && now.DeletionTimestamp == before.DeletionTimestamp) return;
        foreach (var kind in store?.States().Keys ?? [])
        {
            foreach (var item in store!.List(kind, (now ?? before)!.Name) ?? []) queue.Enqueue(KeyOf(kind, item), Wanted.All, Lane.Sweep);
        }
    }

    // while a kind is refused its objects are not judged, and what names one as its owner is left alone
    private void RefusalChanged(KindName kind)
    {
        EnqueueEvery(kind, Wanted.All);
        foreach (var child in store?.States().Keys ?? [])
        {
            if (Ownership.Creates(kind.Kind, child.Kind)) EnqueueEvery(child, Wanted.All);
        }
    }

    private void EnqueueEvery(KindName kind, Wanted wanted)
    {
        foreach (var key in store?.Keys(kind) ?? []) queue.Enqueue(key, wanted, Lane.Sweep);
    }

    private void TellIfSettled()
    {
        if (store?.IsSettled() == true && settled.TrySetResult())
            happenings.Tell(HappeningKind.Program, "every kind that policies read is listed: acting where it is due");
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

    private void EnqueueChildren(string uid)
    {
        foreach (var child in store?.ChildrenOf(uid) ?? [])
            queue.Enqueue(KeyOf(KindName.Parse(child.ApiVersion, child.Kind), child), Wanted.All);
    }

    private static bool HaveSameLabels(KubeObject one, KubeObject other)
    {
        var (labels, others) = (one.Root["metadata"]["labels"].Fields, other.Root["metadata"]["labels"].Fields);
        if (labels.Count != others.Count) return false;
        foreach (var label in labels)
        {
            if (other.Label(label.Name) != label.Text) return false;
        }

        return true;
    }

    private static bool IsSeen(KindStatus status) => status is KindStatus.Synced or KindStatus.Interrupted;

    private static ObjectKey KeyOf(KindName kind, KubeObject item) => new(kind.Group, kind.Kind, item.Namespace, item.Name);

    private static string Describe(KindName kind, KindState state) => state.Status switch
    {
        KindStatus.Synced => $"{kind.Kind}: watched",
        KindStatus.Refused => $"{kind.Kind}: refused: {state.Reason}; policies are blind for it",
        KindStatus.Interrupted => $"{kind.Kind}: out of reach: {state.Reason}; what is known may be old",
        _ => $"{kind.Kind}: not listed yet: {state.Reason}",
    };
}
