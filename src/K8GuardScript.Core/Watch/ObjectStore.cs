using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Watch;

/// <summary>The latest known version of every watched object, and the cluster itself, which is always there. Safe from any thread.</summary>
internal sealed class ObjectStore : IWatchSink
{
    /// <summary>What the cluster itself is called. No server has it, so it is never watched.</summary>
    public static readonly KindName ClusterKind = KindName.Parse(ClusterTarget.ApiVersion, ClusterTarget.Kind);

    // below so many shared texts, tables are not worth cleaning: a megabyte or two
    private const int FewTexts = 1 << 14;

    private static readonly ObjectKey ClusterKey = new(ClusterKind.Group, ClusterKind.Kind, "", ClusterTarget.Name);

    private readonly IStoreListener listener;
    private readonly KindShelves shelves = new();
    private readonly UidIndex uids = new();
    private readonly TableGenerations generations;
    private readonly TableCleaning cleaning;

    public ObjectStore(IStoreListener listener)
        : this(listener, new TableGenerations(() => new ObjectTables(), FewTexts))
    {
    }

    public ObjectStore(IStoreListener listener, TableGenerations generations)
    {
        (this.listener, this.generations) = (listener, generations);
        cleaning = new TableCleaning(shelves, generations);
    }

    /// <summary>Starts to hold a kind; until its first list it is pending.</summary>
    public void Expect(KindName kind) => shelves.Of(kind);

    /// <summary>
    /// Drops a kind that nobody reads any more, without a word: its objects are not gone, they are not looked at. Its watch must
    /// have ended.
    /// </summary>
    public void Forget(KindName kind)
    {
        foreach (var item in shelves.Remove(kind)?.All() ?? []) uids.Remove(item);
        listener.Forgotten(kind);
    }

    /// <summary>Does a bit of what keeps small what objects share; whoever reads or writes does not wait. One thread at a time.</summary>
    /// <param name="most">so many objects are looked at</param>
    /// <returns>whether there is more to do now</returns>
    public bool CleanSlice(int most) => cleaning.Slice(most, IsSettled());

    public KubeObject? Get(ObjectKey key)
    {
        if (key == ClusterKey) return ClusterTarget.Object;
        return shelves.Find(key.Group, key.Kind)?.Find((key.Namespace, key.Name));
    }

    public KubeObject? ByUid(string uid) => uids.Find(uid);

    /// <summary>
    /// What names an object of this uid as its controller, of all kinds, whether that is true or not, and whether there is one.
    /// </summary>
    public IReadOnlyList<KubeObject> ChildrenOf(string uid) => uids.ChildrenOf(uid);

    public KubeObject? Namespace(string name) => Get(new ObjectKey("", "Namespace", "", name));

    /// <summary>Every object of a kind, at this instant.</summary>
    public IReadOnlyList<ObjectKey> Keys(KindName kind)
    {
        if (kind == ClusterKind) return [ClusterKey];
        var items = shelves.Find(kind.Group, kind.Kind)?.All() ?? [];
        return Array.ConvertAll(items, item => new ObjectKey(kind.Group, kind.Kind, item.Namespace, item.Name));
    }

    /// <summary>
    /// Every object of a kind, or those of it that are asked for, at this instant, by namespace and name; null where the kind is not
    /// seen.
    /// </summary>
    /// <param name="kind">its version does not matter</param>
    /// <param name="ns">empty for objects without a namespace; null for all</param>
    /// <param name="labels">null for all</param>
    public IReadOnlyList<KubeObject>? List(KindName kind, string? ns, LabelTerms? labels = null) =>
        shelves.Find(kind.Group, kind.Kind) is { IsSeen: true } shelf ? shelf.List(ns, labels) : null;

    /// <summary>Finds an object.</summary>
    /// <returns>false where its kind is not seen, so that nothing is known about it</returns>
    public bool TryFind(ObjectKey key, out KubeObject? found)
    {
        found = null;
        if (shelves.Find(key.Group, key.Kind) is not { IsSeen: true } shelf) return false;
        found = shelf.Find((key.Namespace, key.Name));
        return true;
    }

    /// <summary>The watched version of a kind, or null if it is not watched; the cluster itself counts as watched.</summary>
    public KindName? Watched(string group, string kind)
    {
        if (group == ClusterKind.Group && kind == ClusterKind.Kind) return ClusterKind;
        return shelves.Find(group, kind)?.Kind;
    }

    public IReadOnlyDictionary<KindName, KindState> States() => shelves.All.ToDictionary(shelf => shelf.Kind, shelf => shelf.State);

    /// <summary>Whether every kind was listed once, or is definitely refused: before that nothing may be judged.</summary>
    public bool IsSettled()
    {
        var all = shelves.All;
        return all.Count > 0 && all.All(shelf => shelf.State.Status != KindStatus.Pending);
    }

    /// <summary>Whether a kind is to be held, and was neither listed nor refused so far. Its version does not matter.</summary>
    public bool IsPending(KindName kind) => shelves.Find(kind.Group, kind.Kind)?.State.Status == KindStatus.Pending;

    /// <summary>Whether nothing can be known about objects of a kind.</summary>
    public bool IsBlindFor(KindName kind) => shelves.Find(kind.Group, kind.Kind)?.State.Status == KindStatus.Refused;

    /// <summary>Whether what is known of a kind is all that there is, or was when it was last in reach.</summary>
    public bool IsSeen(KindName kind) => kind == ClusterKind || shelves.Find(kind.Group, kind.Kind)?.IsSeen == true;

    public int Count(KindName kind) => shelves.Find(kind)?.Count ?? 0;

    /// <inheritdoc />
    public void BeginList(KindName kind) => shelves.Of(kind).BeginList();

    /// <inheritdoc />
    public void Listed(KindName kind, ReadOnlySpan<byte> json)
    {
        var shelf = shelves.Of(kind);
        shelf.Incoming().Put(Known(shelf, json) ?? Parse(kind, json));
    }

    /// <inheritdoc />
    public void Unlisted(KindName kind, ReadOnlySpan<byte> json)
    {
        var stamp = StampOf(json);
        shelves.Of(kind).Incoming().Remove(stamp.Key);
    }

    /// <inheritdoc />
    public ListChange EndList(KindName kind)
    {
        List<KubeObject> gone = [];
        List<(KubeObject Item, KubeObject? Before)> changed = [];
        var change = shelves.Of(kind).EndList(gone, changed);
        foreach (var item in gone) uids.Remove(item);
        foreach (var (item, before) in changed) Remember(item, before);

        foreach (var item in gone) listener.Gone(kind, item);
        foreach (var (item, before) in changed) listener.Changed(kind, item, before);
        listener.StateChanged(kind, KindState.Synced);
        return change;
    }

    /// <inheritdoc />
    public void AbandonList(KindName kind) => shelves.Of(kind).AbandonList();

    /// <inheritdoc />
    public void Changed(KindName kind, ReadOnlySpan<byte> json)
    {
        var stamp = StampOf(json);
        var shelf = shelves.Of(kind);
        var before = shelf.Find(stamp.Key);
        if (before is not null && stamp.IsOldNews(before)) return;

        var item = Parse(kind, json);
        shelf.Put(item, before);
        Remember(item, before);

        // the same name with another uid is another object, and nothing that is known of the old one holds for it
        var isAnew = before is not null && before.UidKey != item.UidKey;
        if (isAnew) listener.Gone(kind, before!);
        listener.Changed(kind, item, isAnew ? null : before);
    }

    /// <inheritdoc />
    public void Deleted(KindName kind, ReadOnlySpan<byte> json)
    {
        var stamp = StampOf(json);
        var last = Parse(kind, json);
        var shelf = shelves.Of(kind);
        if (shelf.Find(stamp.Key) is not { } known || !stamp.IsGone(known)) return;
        shelf.Remove(known);
        uids.Remove(known);
        listener.Gone(kind, known.UidKey == last.UidKey ? last : known);
    }

    /// <inheritdoc />
    public void Refused(KindName kind, string reason) => SetState(kind, new KindState(KindStatus.Refused, reason));

    /// <inheritdoc />
    public void Interrupted(KindName kind, string reason)
    {
        // INVARIANT: a kind that was never listed stays pending, so that nothing is judged on what is not known yet.
        SetState(kind, new KindState(shelves.Of(kind).WasListed ? KindStatus.Interrupted : KindStatus.Pending, reason));
    }

    /// <inheritdoc />
    public void Resumed(KindName kind)
    {
        if (shelves.Of(kind).WasListed) SetState(kind, KindState.Synced);
    }

    /// <summary>What a list repeats; it is then listed as it is, without reading the object in full.</summary>
    private static KubeObject? Known(KindShelf shelf, ReadOnlySpan<byte> json)
    {
        if (shelf.Count == 0 || ObjectStamp.TryRead(json) is not { Uid: not "", Version: not "" } told) return null;
        return shelf.Find(told.Key) is { } known && known.IsVersion(told.Version) && known.UidKey == new ObjectUid(told.Uid) ? known : null;
    }

    private void SetState(KindName kind, KindState state)
    {
        var shelf = shelves.Of(kind);
        if (shelf.State == state) return;
        shelf.State = state;
        listener.StateChanged(kind, state);
    }

    private static ObjectStamp StampOf(ReadOnlySpan<byte> json) =>
        ObjectStamp.TryRead(json) ?? throw new ObjectFormatException("an object without metadata", 0);

    private KubeObject Parse(KindName kind, ReadOnlySpan<byte> json) =>
        KubeObject.Parse(json, kind.ApiVersion, kind.Kind, generations.Current);

    private void Remember(KubeObject item, KubeObject? before)
    {
        uids.Put(item, before);
        if (!ReferenceEquals(item.Tables, generations.Current)) cleaning.Late();
    }
}
