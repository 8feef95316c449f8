using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Watch;

/// <summary>
/// What helps to answer lists of one kind: made when it is first asked for, kept right on each change. For one thread at a time.
/// </summary>
internal sealed class ShelfIndexes
{
    /// <summary>Rules may ask for labels that they read in objects, so anybody can make up keys.</summary>
    public const int MostLabels = 16;

    /// <summary>An index that was not asked for while so many others were makes room for a new one.</summary>
    public const int Patience = 1_000;

    private readonly List<GroupIndex> indexes = [];
    private NamedObjects objects;
    private long asked;

    /// <param name="objects">all of the kind</param>
    public ShelfIndexes(NamedObjects objects) => this.objects = objects;

    /// <summary>How many there are.</summary>
    public int Count => indexes.Count;

    public void Add(KubeObject item)
    {
        foreach (var index in indexes) index.Add(item);
    }

    public void Remove(KubeObject item)
    {
        foreach (var index in indexes) index.Remove(item);
    }

    public void Replace(KubeObject before, KubeObject item)
    {
        foreach (var index in indexes) index.Replace(before, item);
    }

    /// <summary>Follows a complete list.</summary>
    /// <param name="told">all of the kind from now on</param>
    /// <param name="gone">what was there and is not</param>
    /// <param name="changed">what is there and was not, or in another version</param>
    public void TakeOver(NamedObjects told, List<KubeObject> gone, List<(KubeObject Item, KubeObject? Before)> changed)
    {
        objects = told;
        foreach (var item in gone) Remove(item);
        foreach (var (item, before) in changed)
        {
            if (before is null) Add(item);
            else Replace(before, item);
        }
    }

    /// <summary>All objects that are asked for, and as few others as an index can tell.</summary>
    /// <param name="ns">empty for objects without a namespace; null for all</param>
    /// <param name="labels">null for all</param>
    public IReadOnlyList<KubeObject> Candidates(string? ns, LabelTerms? labels)
    {
        asked++;
        IReadOnlyList<KubeObject>? fewest = null;
        foreach (var (label, value) in labels?.Pairs ?? [])
        {
            if (IndexOf(label, ns is not null) is not { } index) continue;
            var found = index.All(ns ?? "", value);
            if (fewest is null || found.Count < fewest.Count) fewest = found;
        }

        if (fewest is null && labels?.Pairs[0] is var (first, wanted)) fewest = NewIndex(first, ns is not null)?.All(ns ?? "", wanted);
        return fewest ?? (IndexOf(null, ns is not null) ?? Made(null, ns is not null)).All(ns ?? "", "");
    }

    private GroupIndex? IndexOf(string? label, bool byNamespace)
    {
        foreach (var index in indexes)
        {
            if (index.Label != label || index.IsByNamespace != byNamespace) continue;
            index.LastAsked = asked;
            return index;
        }

        return null;
    }

    private GroupIndex? NewIndex(string label, bool byNamespace)
    {
        var labels = indexes.Where(index => index.Label is not null).ToList();
        if (labels.Count >= MostLabels)
        {
            var oldest = labels.MinBy(index => index.LastAsked)!;
            if (asked - oldest.LastAsked < Patience) return null;
            indexes.Remove(oldest);
        }

        return Made(label, byNamespace);
    }

    private GroupIndex Made(string? label, bool byNamespace)
    {
        var index = new GroupIndex(label, byNamespace) { LastAsked = asked };
        var all = objects.All();
        Array.Sort(all, ObjectGroup.Compare);
        foreach (var item in all) index.Add(item);
        indexes.Add(index);
        return index;
    }
}
