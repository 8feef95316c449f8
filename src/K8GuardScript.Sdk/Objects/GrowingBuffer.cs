using System.Buffers;

namespace K8GuardScript.Sdk.Objects;

/// <summary>A growing run of values in a borrowed array; to be given back with <see cref="Return"/>.</summary>
internal struct GrowingBuffer<T>(int capacity)
    where T : unmanaged
{
    private T[] items = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public readonly ReadOnlySpan<T> All => items.AsSpan(0, Count);

    public void Add(T item)
    {
        if (Count == items.Length) Grow(1);
        items[Count++] = item;
    }

    public void Add(ReadOnlySpan<T> more)
    {
        if (items.Length - Count < more.Length) Grow(more.Length);
        more.CopyTo(items.AsSpan(Count));
        Count += more.Length;
    }

    /// <summary>What was added from a place on.</summary>
    public readonly ReadOnlySpan<T> From(int start) => items.AsSpan(start, Count - start);

    /// <summary>Forgets what was added from a place on.</summary>
    public void CutTo(int count) => Count = count;

    public void Return()
    {
        ArrayPool<T>.Shared.Return(items);
        (items, Count) = ([], 0);
    }

    private void Grow(int more)
    {
        var grown = ArrayPool<T>.Shared.Rent(Math.Max(items.Length * 2, Count + more));
        All.CopyTo(grown);
        ArrayPool<T>.Shared.Return(items);
        items = grown;
    }
}
