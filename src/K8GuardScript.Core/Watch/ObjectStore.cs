using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>The latest known version of every watched object. Safe from any thread.</summary>
internal sealed class ObjectStore(IStoreListener listener) : IWatchSink
{
    private readonly Lock gate = new();
    private readonly Dictionary<KindName, KindShelf> shelves = [];
    private readonly Dictionary<string, KubeObject> byUid = new(StringComparer.Ordinal);

    /// <summary>Starts to hold a kind; until its first list it is pending.</summary>
    public void Expect(KindName kind)
    {
        lock (gate) shelves.TryAdd(kind, new KindShelf());
    }

    public KubeObject? Get(ObjectKey key)
    {
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
        lock (gate)
        {
            return ShelfOf(kind.Group, kind.Kind) is var (_, shelf)
                ? shelf.Objects.Keys.Select(name => new ObjectKey(kind.Group, kind.Kind, name.Namespace, name.Name)).ToList()
                : [];
        }
    }

    /// <summary>The watched version of a kind, or null if it is not watched.</summary>
    public KindName? Watched(string group, string kind)
    {
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

    /// <summary>Whether nothing can be known about objects of a kind.</summary>
    public bool IsBlindFor(KindName kind)
    {
        lock (gate) return ShelfOf(kind.Group, kind.Kind) is var (_, shelf) && shelf.State.Status == KindStatus.Refused;
    }

    /// <summary>Whether what is known of a kind is all that there is, or was when it was last in reach.</summary>
    public bool IsSeen(KindName kind)
    {
        lock (gate)
        {
            return ShelfOf(kind.Group, kind.Kind) is var (_, shelf) && shelf.State.Status is KindStatus.Synced or KindStatus.Interrupted;
        }
    }

    public int Count(KindName kind)
    {
        lock (gate) return shelves.TryGetValue(kind, out var shelf) ? shelf.Objects.Count : 0;
    }

    /// <inheritdoc />
    public void BeginList(KindName kind)
    {
        lock (gate) Shelf(kind).Incoming = [];
    }

    /// <inheritdoc />
    public void Listed(KindName kind, ReadOnlySpan<byte> json)
    {
        var item = KubeObject.Parse(json, kind.ApiVersion, kind.Kind);
        lock (gate)
        {
            var incoming = Shelf(kind).Incoming ?? throw new InvalidOperationException($"an item of a list of {kind} came that never began");
            incoming[(item.Namespace, item.Name)] = item;
        }
    }

    /// <inheritdoc />
    public void EndList(KindName kind)
    {
        List<(KubeObject Item, KubeObject? Before)> changed = [];
        List<KubeObject> gone = [];
        lock (gate)
        {
            var shelf = Shelf(kind);
            var incoming = shelf.Incoming ?? throw new InvalidOperationException($"a list of {kind} ended that never began");
            foreach (var (name, old) in shelf.Objects.Where(pair => !incoming.ContainsKey(pair.Key)).ToList())
            {
                Remove(shelf, name);
                gone.Add(old);
            }

            foreach (var (name, item) in incoming)
            {
                if (shelf.Objects.TryGetValue(name, out var known) && known.Uid == item.Uid && known.ResourceVersion == item.ResourceVersion)
                    continue;
                Put(shelf, name, item);
                changed.Add((item, known));
            }

            shelf.Incoming = null;
            shelf.WasListed = true;
            shelf.State = KindState.Synced;
        }

        foreach (var item in gone) listener.Gone(kind, item);
        foreach (var (item, before) in changed) listener.Changed(kind, item, before);
        listener.StateChanged(kind, KindState.Synced);
    }

    /// <inheritdoc />
    public void AbandonList(KindName kind)
    {
        lock (gate) Shelf(kind).Incoming = null;
    }

    /// <inheritdoc />
    public void Changed(KindName kind, ReadOnlySpan<byte> json)
    {
        var item = KubeObject.Parse(json, kind.ApiVersion, kind.Kind);
        KubeObject? before;
        lock (gate)
        {
            var shelf = Shelf(kind);
            before = shelf.Objects.GetValueOrDefault((item.Namespace, item.Name));
            Put(shelf, (item.Namespace, item.Name), item);
        }

        listener.Changed(kind, item, before);
    }

    /// <inheritdoc />
    public void Deleted(KindName kind, ReadOnlySpan<byte> json)
    {
        var item = KubeObject.Parse(json, kind.ApiVersion, kind.Kind);
        lock (gate) Remove(Shelf(kind), (item.Namespace, item.Name));
        listener.Gone(kind, item);
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

    private void Put(KindShelf shelf, (string Namespace, string Name) name, KubeObject item)
    {
        if (shelf.Objects.TryGetValue(name, out var old)) byUid.Remove(old.Uid);
        shelf.Objects[name] = item;
        if (item.Uid.Length > 0) byUid[item.Uid] = item;
    }

    private void Remove(KindShelf shelf, (string Namespace, string Name) name)
    {
        if (shelf.Objects.Remove(name, out var old)) byUid.Remove(old.Uid);
    }

    private sealed class KindShelf
    {
        public Dictionary<(string Namespace, string Name), KubeObject> Objects { get; } = [];

        public Dictionary<(string Namespace, string Name), KubeObject>? Incoming { get; set; }

        public bool WasListed { get; set; }

        public KindState State { get; set; } = KindState.Pending;
    }
}
