using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Watch;

/// <summary>The latest known version of every watched object, and the cluster itself, which is always there. Safe from any thread.</summary>
internal sealed class ObjectStore(IStoreListener listener) : IWatchSink
{
    /// <summary>What the cluster itself is called. No server has it, so it is never watched.</summary>
    public static readonly KindName ClusterKind = KindName.Parse(ClusterTarget.ApiVersion, ClusterTarget.Kind);

    private static readonly ObjectKey ClusterKey = new(ClusterKind.Group, ClusterKind.Kind, "", ClusterTarget.Name);

    private readonly Lock gate = new();
    private readonly Dictionary<KindName, KindShelf> shelves = [];
    private readonly Dictionary<string, KubeObject> byUid = new(StringComparer.Ordinal);
    private readonly ObjectTables tables = new();

    /// <summary>Starts to hold a kind; until its first list it is pending.</summary>
    public void Expect(KindName kind)
    {
        lock (gate) shelves.TryAdd(kind, new KindShelf());
    }

    /// <summary>
    /// Drops a kind that nobody reads any more, without a word: its objects are not gone, they are not looked at. Its watch must
    /// have ended.
    /// </summary>
    public void Forget(KindName kind)
    {
        lock (gate)
        {
            if (!shelves.Remove(kind, out var shelf)) return;
            foreach (var item in shelf.Objects.Values) byUid.Remove(item.Uid);
        }

        listener.Forgotten(kind);
    }

    public KubeObject? Get(ObjectKey key)
    {
        if (key == ClusterKey) return ClusterTarget.Object;
        lock (gate) return ShelfOf(key.Group, key.Kind) is var (_, shelf) ? shelf.Objects.GetValueOrDefault((key.Namespace, key.Name)) : null;
    }

    public KubeObject? ByUid(string uid)
    {
        lock (gate) return byUid.GetValueOrDefault(uid);
    }

    public KubeObject? Namespace(string name) => Get(new ObjectKey("", "Namespace", "", name));

    /// <summary>Every object of a kind, at this instant.</summary>
    public IReadOnlyList<ObjectKey> Keys(KindName kind)
    {
        if (kind == ClusterKind) return [ClusterKey];
        lock (gate)
        {
            return ShelfOf(kind.Group, kind.Kind) is var (_, shelf)
                ? shelf.Objects.Keys.Select(name => new ObjectKey(kind.Group, kind.Kind, name.Namespace, name.Name)).ToList()
                : [];
        }
    }

    /// <summary>Every object of a kind, or of it in one namespace, at this instant; null where the kind is not seen.</summary>
    /// <param name="kind">its version does not matter</param>
    /// <param name="ns">empty for objects without a namespace; null for all</param>
    public IReadOnlyList<KubeObject>? List(KindName kind, string? ns)
    {
        lock (gate)
        {
            if (ShelfOf(kind.Group, kind.Kind) is not var (_, shelf) || !shelf.IsSeen) return null;
            return ns is null
                ? [.. shelf.Objects.Values]
                : shelf.Objects.Where(pair => pair.Key.Namespace == ns).Select(pair => pair.Value).ToList();
        }
    }

    /// <summary>Finds an object.</summary>
    /// <returns>false where its kind is not seen, so that nothing is known about it</returns>
    public bool TryFind(ObjectKey key, out KubeObject? found)
    {
        found = null;
        lock (gate)
        {
            if (ShelfOf(key.Group, key.Kind) is not var (_, shelf) || !shelf.IsSeen) return false;
            found = shelf.Objects.GetValueOrDefault((key.Namespace, key.Name));
            return true;
        }
    }

    /// <summary>The watched version of a kind, or null if it is not watched; the cluster itself counts as watched.</summary>
    public KindName? Watched(string group, string kind)
    {
        if (group == ClusterKind.Group && kind == ClusterKind.Kind) return ClusterKind;
        lock (gate) return ShelfOf(group, kind)?.Kind;
    }

    public IReadOnlyDictionary<KindName, KindState> States()
    {
        lock (gate) return shelves.ToDictionary(pair => pair.Key, pair => pair.Value.State);
    }

    /// <summary>Whether every kind was listed once, or is definitely refused: before that nothing may be judged.</summary>
    public bool IsSettled()
    {
        lock (gate) return shelves.Count > 0 && shelves.Values.All(shelf => shelf.State.Status != KindStatus.Pending);
    }

    /// <summary>Whether a kind is to be held, and was neither listed nor refused so far. Its version does not matter.</summary>
    public bool IsPending(KindName kind)
    {
        lock (gate) return ShelfOf(kind.Group, kind.Kind) is var (_, shelf) && shelf.State.Status == KindStatus.Pending;
    }

    /// <summary>Whether nothing can be known about objects of a kind.</summary>
    public bool IsBlindFor(KindName kind)
    {
        lock (gate) return ShelfOf(kind.Group, kind.Kind) is var (_, shelf) && shelf.State.Status == KindStatus.Refused;
    }

    /// <summary>Whether what is known of a kind is all that there is, or was when it was last in reach.</summary>
    public bool IsSeen(KindName kind)
    {
        if (kind == ClusterKind) return true;
        lock (gate)
        {
            return ShelfOf(kind.Group, kind.Kind) is var (_, shelf) && shelf.IsSeen;
        }
    }

    public int Count(KindName kind)
    {
        lock (gate) return shelves.TryGetValue(kind, out var shelf) ? shelf.Objects.Count : 0;
    }

    /// <inheritdoc />
    public void BeginList(KindName kind)
    {
        lock (gate)
        {
            var shelf = Shelf(kind);
            shelf.Incoming = new Dictionary<(string Namespace, string Name), KubeObject>(shelf.Objects.Count);
        }
    }

    /// <inheritdoc />
    public void Listed(KindName kind, ReadOnlySpan<byte> json)
    {
        if (IsKnown(kind, json)) return;
        var item = Parse(kind, json);
        lock (gate) Incoming(Shelf(kind), kind)[(item.Namespace, item.Name)] = item;
    }

    /// <inheritdoc />
    public void Unlisted(KindName kind, ReadOnlySpan<byte> json)
    {
        var stamp = StampOf(json);
        lock (gate) Incoming(Shelf(kind), kind).Remove(stamp.Key);
    }

    /// <inheritdoc />
    public ListChange EndList(KindName kind)
    {
        List<KubeObject> gone = [];
        List<(KubeObject Item, KubeObject? Before)> changed = [];
        ListChange change;
        lock (gate)
        {
            var shelf = Shelf(kind);
            Incoming(shelf, kind);
            change = shelf.Replace(gone, changed);
            foreach (var item in gone) byUid.Remove(item.Uid);
            foreach (var (item, _) in changed) Remember(item);
        }

        foreach (var item in gone) listener.Gone(kind, item);
        foreach (var (item, before) in changed) listener.Changed(kind, item, before);
        listener.StateChanged(kind, KindState.Synced);
        return change;
    }

    /// <inheritdoc />
    public void AbandonList(KindName kind)
    {
        lock (gate) Shelf(kind).Incoming = null;
    }

    /// <inheritdoc />
    public void Changed(KindName kind, ReadOnlySpan<byte> json)
    {
        var stamp = StampOf(json);
        KubeObject? before;
        lock (gate)
        {
            if (Shelf(kind).IsOldNews(stamp)) return;
        }

        var item = Parse(kind, json);
        lock (gate)
        {
            var shelf = Shelf(kind);
            before = shelf.Known(stamp);
            if (before is not null) byUid.Remove(before.Uid);
            shelf.Objects[stamp.Key] = item;
            Remember(item);
        }

        // the same name with another uid is another object, and nothing that is known of the old one holds for it
        var isAnew = before is not null && before.Uid != item.Uid;
        if (isAnew) listener.Gone(kind, before!);
        listener.Changed(kind, item, isAnew ? null : before);
    }

    /// <inheritdoc />
    public void Deleted(KindName kind, ReadOnlySpan<byte> json)
    {
        var stamp = StampOf(json);
        var last = Parse(kind, json);
        lock (gate)
        {
            var shelf = Shelf(kind);
            if (!shelf.IsGoneBy(stamp)) return;
            shelf.Objects.Remove(stamp.Key, out var known);
            byUid.Remove(known!.Uid);
            if (known.Uid != stamp.Uid) last = known;
        }

        listener.Gone(kind, last);
    }

    /// <inheritdoc />
    public void Refused(KindName kind, string reason) => SetState(kind, new KindState(KindStatus.Refused, reason));

    /// <inheritdoc />
    public void Interrupted(KindName kind, string reason)
    {
        // INVARIANT: a kind that was never listed stays pending, so that nothing is judged on what is not known yet.
        SetState(kind, new KindState(WasListed(kind) ? KindStatus.Interrupted : KindStatus.Pending, reason));
    }

    /// <inheritdoc />
    public void Resumed(KindName kind)
    {
        if (WasListed(kind)) SetState(kind, KindState.Synced);
    }

    /// <summary>Whether a list repeats what is known; that is then listed as it is, without reading the object in full.</summary>
    private bool IsKnown(KindName kind, ReadOnlySpan<byte> json)
    {
        lock (gate)
        {
            if (Shelf(kind).Objects.Count == 0) return false;
        }

        var stamp = ObjectStamp.TryRead(json);
        lock (gate)
        {
            var shelf = Shelf(kind);
            if (stamp is not { Uid: not "", Version: not "" } told || shelf.Known(told) is not { } known) return false;
            if (known.Uid != told.Uid || known.ResourceVersion != told.Version) return false;
            Incoming(shelf, kind)[told.Key] = known;
            return true;
        }
    }

    private bool WasListed(KindName kind)
    {
        lock (gate) return Shelf(kind).WasListed;
    }

    private void SetState(KindName kind, KindState state)
    {
        lock (gate)
        {
            var shelf = Shelf(kind);
            if (shelf.State == state) return;
            shelf.State = state;
        }

        listener.StateChanged(kind, state);
    }

    private KindShelf Shelf(KindName kind)
    {
        if (shelves.TryGetValue(kind, out var shelf)) return shelf;
        return shelves[kind] = new KindShelf();
    }

    private (KindName Kind, KindShelf Shelf)? ShelfOf(string group, string kind)
    {
        foreach (var (name, shelf) in shelves)
        {
            if (name.Kind == kind && name.Group == group) return (name, shelf);
        }

        return null;
    }

    private static Dictionary<(string Namespace, string Name), KubeObject> Incoming(KindShelf shelf, KindName kind) =>
        shelf.Incoming ?? throw new InvalidOperationException($"a list of {kind} goes on or ends that never began");

    private static ObjectStamp StampOf(ReadOnlySpan<byte> json) =>
        ObjectStamp.TryRead(json) ?? throw new ObjectFormatException("an object without metadata", 0);

    private KubeObject Parse(KindName kind, ReadOnlySpan<byte> json) => KubeObject.Parse(json, kind.ApiVersion, kind.Kind, tables);

    private void Remember(KubeObject item)
    {
        if (item.Uid.Length > 0) byUid[item.Uid] = item;
    }
}
