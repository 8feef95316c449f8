using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Watch;

/// <summary>The shelves of all kinds. Safe from any thread; who reads never waits.</summary>
internal sealed class KindShelves
{
    private readonly Lock gate = new();
    private Dictionary<KindName, KindShelf> byName = [];
    private Dictionary<(string Group, string Kind), KindShelf> byKind = [];

    public IReadOnlyCollection<KindShelf> All => Volatile.Read(ref byName).Values;

    /// <summary>The shelf of a kind in whatever version.</summary>
    public KindShelf? Find(string group, string kind) => Volatile.Read(ref byKind).GetValueOrDefault((group, kind));

    /// <summary>The shelf of a kind in just this version.</summary>
    public KindShelf? Find(KindName kind) => Volatile.Read(ref byName).GetValueOrDefault(kind);

    /// <summary>The shelf of a kind; an empty one if it had none.</summary>
    public KindShelf Of(KindName kind)
    {
        if (Find(kind) is { } known) return known;
        lock (gate)
        {
            if (byName.TryGetValue(kind, out var shelf)) return shelf;
            shelf = new KindShelf(kind);
            Become(new Dictionary<KindName, KindShelf>(byName) { [kind] = shelf });
            return shelf;
        }
    }

    public KindShelf? Remove(KindName kind)
    {
        lock (gate)
        {
            var rest = new Dictionary<KindName, KindShelf>(byName);
            if (!rest.Remove(kind, out var shelf)) return null;
            Become(rest);
            return shelf;
        }
    }

    private void Become(Dictionary<KindName, KindShelf> shelves)
    {
        var kinds = new Dictionary<(string Group, string Kind), KindShelf>();
        foreach (var (name, shelf) in shelves) kinds.TryAdd((name.Group, name.Kind), shelf);
        Volatile.Write(ref byName, shelves);
        Volatile.Write(ref byKind, kinds);
    }
}
