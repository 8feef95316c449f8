using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>
/// A few or many objects, in the order of their namespaces and names. What it gave stays as it was; only the next change after that
/// copies. For one thread at a time.
/// </summary>
internal sealed class ObjectGroup
{
    private KubeObject[] items = [];
    private bool isGiven;

    public int Count { get; private set; }

    public void Add(KubeObject item)
    {
        var at = PlaceOf(item);
        if (isGiven || Count == items.Length)
        {
            var room = new KubeObject[Count < 4 ? Count + 1 : Count + (Count / 2)];
            items.AsSpan(0, at).CopyTo(room);
            items.AsSpan(at, Count - at).CopyTo(room.AsSpan(at + 1));
            (items, isGiven) = (room, false);
        }
        else
        {
            items.AsSpan(at, Count - at).CopyTo(items.AsSpan(at + 1));
        }

        items[at] = item;
        Count++;
    }

    public void Remove(KubeObject item)
    {
        var at = IndexOf(item);
        if (at < 0) return;
        MakeOwn();
        items.AsSpan(at + 1, Count - at - 1).CopyTo(items.AsSpan(at));
        items[--Count] = null!;
    }

    /// <summary>Holds another version of an object that it holds.</summary>
    public void Replace(KubeObject before, KubeObject item)
    {
        var at = IndexOf(before);
        if (at < 0) return;
        MakeOwn();
        items[at] = item;
    }

    /// <summary>All of them, now.</summary>
    public IReadOnlyList<KubeObject> All()
    {
        if (items.Length != Count) Array.Resize(ref items, Count);
        isGiven = true;
        return items;
    }

    /// <summary>The order in which objects are held.</summary>
    public static int Compare(KubeObject left, KubeObject right)
    {
        var order = string.CompareOrdinal(left.Namespace, right.Namespace);
        if (order == 0) order = string.CompareOrdinal(left.Name, right.Name);
        return order == 0 ? string.CompareOrdinal(left.Kind, right.Kind) : order;
    }

    private void MakeOwn()
    {
        if (isGiven) items = items.AsSpan(0, Count).ToArray();
        isGiven = false;
    }

    private int IndexOf(KubeObject item)
    {
        for (var at = PlaceOf(item); at < Count; at++)
        {
            if (ReferenceEquals(items[at], item)) return at;
            if (Compare(items[at], item) != 0) break;
        }

        return -1;
    }

    // before all that are not before it
    private int PlaceOf(KubeObject item)
    {
        // lists come in order
        if (Count > 0 && Compare(items[Count - 1], item) < 0) return Count;
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(items[middle], item) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
