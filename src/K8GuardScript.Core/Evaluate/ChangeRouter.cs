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
    private readonly OwnedObjects owned;
    private readonly ImageSizes images;
    private readonly Rulebook rulebook;
    private readonly Ledger ledger;
    private readonly HappeningLog happenings;
    private readonly Lock gate = new();
    private readonly Dictionary<KindName, KindStatus> statuses = [];
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ObjectStore? store;

    public ChangeRouter(
        ChangeQueue queue,
        Dependents dependents,
        WakeUps wakeUps,
        WaitingObjects waiting,
        OwnedObjects owned,
        ImageSizes images,
        Rulebook rulebook,
        Ledger ledger,
        HappeningLog happenings)
    {
        (this.queue, this.dependents, this.wakeUps, this.waiting, this.owned) = (queue, dependents, wakeUps, waiting, owned);
        (this.images, this.rulebook, this.ledger, this.happenings) = (images, rulebook, ledger, happenings);
        dependents.Attach(EnqueueAllOf);
    }

    /// <summary>Completes when the store was settled for the first time: nothing may be acted on before that.</summary>
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
        var change = before is null ? ObjectChange.Other : item.ChangeFrom(before);
        if (change == ObjectChange.None) return;
        Enqueue(owned.Changed(kind, item, before, change == ObjectChange.Status ? Wanted.StatusReaders : Wanted.All));
        dependents.Changed(kind, item, before, change);
        if (kind is { Group: "", Kind: "Node" })
        {
            foreach (var image in images.Learn(item)) dependents.ImageChanged(image);
        }

        if (change.HasFlag(ObjectChange.Other) && kind is { Group: "", Kind: "Namespace" }) NamespaceChanged(item, before);
    }

    /// <inheritdoc />
    public void Gone(KindName kind, KubeObject last)
    {
        waiting.Forget(KeyOf(kind, last));
        Enqueue(owned.Gone(kind, last));
        dependents.Changed(kind, last, before: null, ObjectChange.Status | ObjectChange.Other);
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
        if (isSeen != wasSeen) SightChanged(kind);
        if (before == KindStatus.Refused && isSeen) EnqueueEvery(kind, Wanted.All);
        if (before != state.Status) Enqueue(owned.Settled(kind));
        if (state.Status != KindStatus.Pending) waiting.Settled(kind);
        TellIfSettled();
    }

    /// <inheritdoc />
    public void Forgotten(KindName kind)
    {
        lock (gate) statuses.Remove(kind);
        owned.Forget(kind);
        waiting.Settled(kind);
        TellIfSettled();
    }

    /// <summary>Queues every object that a policy reads, or the one that answers for it.</summary>
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

    // what lies in a namespace may be another policy's, or nobody's, by its labels
    private void NamespaceChanged(KubeObject? now, KubeObject? before)
    {
        lock (gate)
        {
            // with the first list comes whatever waited for it
            if (!IsSeen(statuses.GetValueOrDefault(Namespaces, KindStatus.Pending))) return;
        }

        var wanted = Wanted.All;
        if (now is not null && before is not null && now.DeletionTimestamp == before.DeletionTimestamp)
        {
            if (HaveSameLabels(now, before) || AskersOfLabels() is not { } askers) return;
            wanted = askers;
        }

        foreach (var kind in store?.States().Keys ?? [])
        {
            foreach (var item in store!.List(kind, (now ?? before)!.Name) ?? [])
                queue.Enqueue(owned.JudgedAt(kind, KeyOf(kind, item)), wanted, Lane.Sweep);
        }
    }

    // whose scope rests on the labels of namespaces; those whose rules look them up have noted it
    private Wanted? AskersOfLabels() => rulebook.Current.Policies.All.Where(policy => policy.AsksForNamespaceLabels)
        .Aggregate((Wanted?)null, (all, policy) => all is { } some ? some.And(Wanted.Only(policy.Id)) : Wanted.Only(policy.Id));

    // what lies below an object is judged with it, and is unknown while its kind is not seen; and so are the labels of namespaces
    private void SightChanged(KindName kind)
    {
        dependents.Changed(kind);
        var isNamespaces = kind is { Group: "", Kind: "Namespace" };
        foreach (var other in store?.States().Keys ?? [])
        {
            if (isNamespaces || Ownership.Below(other).Any(below => Ownership.IsSame(below, kind))) EnqueueEvery(other, Wanted.All);
        }
    }

    private void EnqueueEvery(KindName kind, Wanted wanted)
    {
        foreach (var key in store?.Keys(kind) ?? []) queue.Enqueue(owned.JudgedAt(kind, key), wanted, Lane.Sweep);
    }

    private void TellIfSettled()
    {
        if (store?.IsSettled() == true && settled.TrySetResult())
            happenings.Tell(HappeningKind.Program, "every kind that policies read is listed or refused");
    }

    // what went while nobody looked has no change to tell of it
    private void EnqueueRecorded(KindName kind)
    {
        foreach (var episode in ledger.Alive())
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

    private void Enqueue(IReadOnlyList<ToJudge> due)
    {
        foreach (var (key, wanted, isPaced) in due)
        {
            if (isPaced) dependents.Await(key, wanted);
            else queue.Enqueue(key, wanted);
        }
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
