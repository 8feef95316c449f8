using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Knows what lies below whom, and which owned objects have what their owner's template does not have. So a change of an owned
/// object that is as it was made is nobody's business, and one of another has the object at the top judged. Safe from any thread.
/// </summary>
internal sealed class OwnedObjects(Rulebook rulebook)
{
    /// <summary>With more of them below one owner, their changes are judged at most once a second.</summary>
    public const int MostAtOnce = 32;

    private readonly Lock gate = new();
    private readonly DeviatingObjects deviating = new();
    private readonly Overlookers overlookers = new();
    private ObjectStore? store;
    private OwnerChain? chain;

    /// <summary>The store whose changes it is told of; the two need each other.</summary>
    public void Attach(ObjectStore watched) => (store, chain) = (watched, new OwnerChain(watched));

    /// <summary>An object came or changed, and the store has it.</summary>
    /// <param name="kind">its kind</param>
    /// <param name="item">the object now</param>
    /// <param name="before">as it was known before, or null</param>
    /// <param name="wanted">who may say something else about it now</param>
    /// <returns>the object itself unless its owner answers for it, owners that do, and children whose owner it is now</returns>
    public IReadOnlyList<ToJudge> Changed(KindName kind, KubeObject item, KubeObject? before, Wanted wanted)
    {
        var key = KeyOf(kind, item);
        var isOwner = Ownership.Below(kind).Count > 0;
        if (chain is null || (!isOwner && Ownership.OwnersOf(kind).Count == 0)) return [new ToJudge(key, wanted)];
        var due = new List<ToJudge>(1);

        // INVARIANT: what is compared is read from the store in here, so that of two changes at once the later sees both
        lock (gate)
        {
            if (!IsOwned(kind, key, item, before, wanted, due)) due.Add(new ToJudge(key, wanted));
            if (!isOwner) return due;
            if (before is null || before.UidKey != item.UidKey)
            {
                AddChildren(item, due);
                if (CompareChildren(item)) AddTop(item, Wanted.All, due);
            }
            else if (IsOtherMaker(before, item, wanted) && CompareChildren(item))
            {
                AddTop(item, Wanted.All, due);
            }
        }

        return due;
    }

    /// <summary>An object is gone, and the store does not have it any more.</summary>
    /// <returns>itself or the owner that answers for it, and what it owned</returns>
    public IReadOnlyList<ToJudge> Gone(KindName kind, KubeObject last)
    {
        var key = KeyOf(kind, last);
        if (chain is null) return [new ToJudge(key, Wanted.All)];
        var due = new List<ToJudge>();
        lock (gate)
        {
            var claim = OwnerClaim.Of(kind, last);
            var deviated = claim is { } made && (deviating.Remove(made.Uid, key) | deviating.Of(last.Uid).Count > 0);
            if (claim is { } present && chain.OwnerOf(last, present) is { } owner) AddOwner(kind, owner, deviated, Wanted.All, due);
            else due.Add(new ToJudge(key, Wanted.All));
            if (Ownership.Below(kind).Count == 0) return due;
            AddChildren(last, due);
            deviating.Remove(last.Uid);
        }

        return due;
    }

    /// <summary>A kind was listed or is refused now.</summary>
    /// <returns>what waited to know whether an object of it owns them</returns>
    public IReadOnlyList<ToJudge> Settled(KindName kind)
    {
        var due = new List<ToJudge>();
        if (chain is null || Ownership.Below(kind) is not [var childKind, ..]) return due;
        foreach (var child in store!.List(childKind, ns: null) ?? [])
        {
            if (OwnerClaim.Of(childKind, child) is not { } claim || !Ownership.IsSame(claim.Kind, kind)) continue;
            if (store.ByUid(claim.Uid) is null) due.Add(new ToJudge(KeyOf(childKind, child), Wanted.All));
        }

        return due;
    }

    /// <summary>A kind is not watched any more.</summary>
    public void Forget(KindName kind)
    {
        lock (gate) deviating.Remove(kind);
    }

    /// <summary>The object at which one is judged: the top of its chain of owners, or itself.</summary>
    public ObjectKey JudgedAt(KindName kind, ObjectKey key)
    {
        if (chain is null || Ownership.OwnersOf(kind).Count == 0 || store!.Get(key) is not { } item) return key;
        var top = chain.TopOf(item);
        return ReferenceEquals(top, item) ? key : KeyOf(OwnerChain.KindOf(top), top);
    }

    /// <summary>What lies below an object and has what its direct owner's template does not have, owners first, then by name.</summary>
    public IReadOnlyList<OwnedObject> DeviatingBelow(KindName kind, KubeObject top)
    {
        List<OwnedObject>? found = null;
        if (Ownership.Below(kind).Count > 0) Collect(kind, top, null, onlyDeviating: true, ref found);
        return Sorted(found);
    }

    /// <summary>All that lies below an object, owners first, then by name.</summary>
    public IReadOnlyList<OwnedObject> AllBelow(KindName kind, KubeObject top)
    {
        List<OwnedObject>? found = null;
        if (Ownership.Below(kind).Count > 0) Collect(kind, top, null, onlyDeviating: false, ref found);
        return Sorted(found);
    }

    // true if it is judged at its owner, and was before
    private bool IsOwned(KindName kind, ObjectKey key, KubeObject item, KubeObject? before, Wanted wanted, List<ToJudge> due)
    {
        var was = before is null ? null : OwnerClaim.Of(kind, before);
        var claim = OwnerClaim.Of(kind, item);
        var isSameOwner = was?.Uid == claim?.Uid;
        if (was is { } old && !isSameOwner)
        {
            var deviated = deviating.Remove(old.Uid, key);
            if (chain!.OwnerOf(item, old) is { } former) AddOwner(kind, former, deviated, Wanted.All, due);
        }

        if (claim is not { } present) return false;
        if (chain!.OwnerOf(item, present) is not { } owner)
        {
            deviating.Note(present.Uid, key, deviates: false);
            return false;
        }

        var isSpecSame = wanted == Wanted.StatusReaders && kind.Kind == "Pod" && Dormancy.Of(owner) is null;
        var deviates = isSpecSame ? deviating.Of(present.Uid).Contains(key) : Deviates(item, owner);
        var did = deviating.Note(present.Uid, key, deviates);
        AddOwner(kind, owner, deviates || did, deviates == did ? wanted : Wanted.All, due);
        return before is null || isSameOwner;
    }

    // true if one of them deviates, or did
    private bool CompareChildren(KubeObject owner)
    {
        var any = deviating.Of(owner.Uid).Count > 0;
        foreach (var (kind, key, child) in ChildrenOf(owner))
        {
            var deviates = Deviates(child, owner);
            any |= deviates;
            deviating.Note(owner.Uid, key, deviates);
            if (Ownership.Below(kind).Count > 0) any |= CompareChildren(child);
        }

        return any;
    }

    private void AddChildren(KubeObject owner, List<ToJudge> due)
    {
        foreach (var (_, key, _) in ChildrenOf(owner)) due.Add(new ToJudge(key, Wanted.All));
    }

    private void AddOwner(KindName child, KubeObject owner, bool deviates, Wanted wanted, List<ToJudge> due)
    {
        if (deviates) AddTop(owner, wanted, due);
        var top = chain!.TopOf(owner);
        var lineage = new Lineage(child, OwnerChain.KindOf(owner), OwnerChain.KindOf(top));
        if (overlookers.Of(rulebook.Current.Policies, lineage, ofStatus: wanted == Wanted.StatusReaders) is not { } judges) return;
        due.Add(new ToJudge(KeyOf(lineage.Top, top), judges, store!.ChildrenOf(owner.Uid).Count > MostAtOnce));
    }

    private void AddTop(KubeObject owner, Wanted wanted, List<ToJudge> due)
    {
        var top = chain!.TopOf(owner);
        due.Add(new ToJudge(KeyOf(OwnerChain.KindOf(top), top), wanted, deviating.Of(owner.Uid).Count > MostAtOnce));
    }

    private void Collect(KindName kind, KubeObject owner, OwnedObject? under, bool onlyDeviating, ref List<OwnedObject>? found)
    {
        // below what makes no pods itself, each child may have children that deviate
        var isLowest = Ownership.Below(kind).Count == 1;
        HashSet<ObjectKey>? others = null;
        lock (gate)
        {
            if (deviating.Of(owner.Uid) is { Count: > 0 } known) others = [.. known];
        }

        if (others is null && isLowest && onlyDeviating) return;
        foreach (var (childKind, key, item) in ChildrenOf(owner))
        {
            if (!store!.IsSeen(childKind)) continue;
            var child = new OwnedObject(childKind, key, item, under, others?.Contains(key) == true);
            if (child.Deviates || !onlyDeviating) (found ??= []).Add(child);
            if (!isLowest) Collect(childKind, item, child, onlyDeviating, ref found);
        }
    }

    private IEnumerable<(KindName Kind, ObjectKey Key, KubeObject Item)> ChildrenOf(KubeObject owner)
    {
        foreach (var child in store!.ChildrenOf(owner.Uid))
        {
            var kind = OwnerChain.KindOf(child);
            if (OwnerClaim.Of(kind, child) is { } claim && claim.IsTrueFor(child, owner)) yield return (kind, KeyOf(kind, child), child);
        }
    }

    private static bool IsOtherMaker(KubeObject before, KubeObject item, Wanted wanted) =>
        Dormancy.Of(before) is null != Dormancy.Of(item) is null
        || (wanted != Wanted.StatusReaders && !Deviation.IsSameTemplate(before, item));

    // What does nothing is not what runs, whatever its template says; so what runs for it all the same is held to the template above.
    private bool Deviates(KubeObject child, KubeObject owner)
    {
        if (child.Kind != "Pod") return Dormancy.Of(child) is null && Deviation.Of(child, owner) is not null;
        if (Deviation.Of(child, owner) is not null) return true;
        return Dormancy.Of(owner) is not null && Dormancy.Of(child) is null
            && chain!.OwnerOf(OwnerChain.KindOf(owner), owner) is { } above && Deviation.Of(child, above) is not null;
    }

    private static List<OwnedObject> Sorted(List<OwnedObject>? found)
    {
        if (found is null) return [];
        found.Sort((one, other) => IsDeeper(one).CompareTo(IsDeeper(other)) is var order and not 0
            ? order
            : string.CompareOrdinal(one.Key.Name, other.Key.Name));
        return found;

        static bool IsDeeper(OwnedObject one) => one.Owner is not null;
    }

    private static ObjectKey KeyOf(KindName kind, KubeObject item) => new(kind.Group, kind.Kind, item.Namespace, item.Name);
}
