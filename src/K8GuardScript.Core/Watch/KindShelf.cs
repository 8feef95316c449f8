using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Watch;

/// <summary>What a store holds of one kind. Anybody may read at any time; one task at a time writes.</summary>
internal sealed class KindShelf(KindName kind)
{
    // up to so many changes are put into the indexes; they are made anew after more
    private const int FewChanges = 1_000;

    private readonly Lock gate = new();
    private NamedObjects objects = new();
    private ShelfIndexes? indexes;
    private NamedObjects? incoming;
    private KindState state = KindState.Pending;

    public KindName Kind => kind;

    public bool WasListed { get; private set; }

    public KindState State
    {
        get => Volatile.Read(ref state);
        set => Volatile.Write(ref state, value);
    }

    /// <summary>Whether what is known is all that there is, or was when it was last in reach.</summary>
    public bool IsSeen => State.Status is KindStatus.Synced or KindStatus.Interrupted;

    public int Count
    {
        get
        {
            lock (gate) return objects.Count;
        }
    }

    public KubeObject? Find((string Namespace, string Name) name)
    {
        lock (gate) return objects.Find(name);
    }

    /// <summary>In no order.</summary>
    public KubeObject[] All()
    {
        lock (gate) return objects.All();
    }

    /// <summary>Ordered by namespace and name; never changes.</summary>
    /// <param name="ns">empty for objects without a namespace; null for all</param>
    /// <param name="labels">null for all</param>
    public IReadOnlyList<KubeObject> List(string? ns, LabelTerms? labels)
    {
        IReadOnlyList<KubeObject> candidates;
        lock (gate) candidates = (indexes ??= new ShelfIndexes(objects)).Candidates(ns, labels);
        return labels is null ? candidates : [.. candidates.Where(labels.Matches)];
    }

    public void Put(KubeObject item, KubeObject? before)
    {
        lock (gate)
        {
            objects.Put(item);
            if (before is null) indexes?.Add(item);
            else indexes?.Replace(before, item);
        }
    }

    public void Remove(KubeObject known)
    {
        lock (gate)
        {
            objects.Remove((known.Namespace, known.Name));
            indexes?.Remove(known);
        }
    }

    public void BeginList() => incoming = new NamedObjects(objects.Count);

    public void AbandonList() => incoming = null;

    /// <summary>What the list that began has told so far.</summary>
    /// <exception cref="InvalidOperationException">none began</exception>
    public NamedObjects Incoming() => incoming ?? throw new InvalidOperationException($"a list of {kind} goes on or ends that never began");

    /// <summary>The list that began is complete: what it told is all there is.</summary>
    /// <param name="gone">gets what was known and is not there, or is there with another uid</param>
    /// <param name="changed">gets what is new, with what was known of it</param>
    public ListChange EndList(List<KubeObject> gone, List<(KubeObject Item, KubeObject? Before)> changed)
    {
        var told = Incoming();
        var added = Compare(told, gone, changed);
        lock (gate)
        {
            (objects, incoming, WasListed) = (told, null, true);
            if (gone.Count + changed.Count > FewChanges) indexes = null;
            else indexes?.TakeOver(told, gone, changed);
        }

        State = KindState.Synced;
        return new ListChange(added, changed.Count - added, gone.Count);
    }

    // nobody writes meanwhile, so this needs no lock, and readers need not wait for it
    private int Compare(NamedObjects told, List<KubeObject> gone, List<(KubeObject Item, KubeObject? Before)> changed)
    {
        foreach (var old in objects)
        {
            var item = told.Find((old.Namespace, old.Name));
            if (ReferenceEquals(item, old)) continue;
            if (item is null || item.UidKey != old.UidKey) gone.Add(old);
        }

        List<KubeObject> same = [];
        var added = 0;
        foreach (var item in told)
        {
            var known = objects.Find((item.Namespace, item.Name));
            if (ReferenceEquals(known, item)) continue;
            if (known is not null && known.UidKey != item.UidKey) known = null;
            if (known is not null && known.IsVersion(item.ResourceVersion))
            {
                same.Add(known);
                continue;
            }

            if (known is null) added++;
            changed.Add((item, known));
        }

        foreach (var known in same) told.Put(known);
        return added;
    }
}
