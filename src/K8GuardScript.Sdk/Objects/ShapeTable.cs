namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// The lists of keys that objects have, each once. Only grows, up to its bound. Reading takes no lock; adding takes one.
/// </summary>
/// <param name="mostShapes">how many lists it takes</param>
internal sealed class ShapeTable(int mostShapes)
{
    /// <summary>Longer lists of keys are those of maps, and no two are the same.</summary>
    public const int MostKeys = 64;

    /// <summary>The shape of an object without members.</summary>
    public const int Empty = 0;

    private readonly Lock gate = new();
    private readonly SeenFilter filter = new();
    private readonly HashSlots slots = new();
    private int[][] shapes = [[]];
    private int count = 1;

    /// <summary>How many lists it took.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Whether it takes no more.</summary>
    public bool IsFull => Count >= mostShapes;

    /// <summary>The ids of the keys, in order.</summary>
    public int[] this[int shape] => shapes[shape];

    /// <summary>The number of a list of keys.</summary>
    /// <param name="keys">their ids, each once</param>
    /// <returns>-1 when it is not kept here</returns>
    public int Take(ReadOnlySpan<int> keys)
    {
        if (keys.Length == 0) return Empty;
        if (keys.Length > MostKeys) return -1;
        var hash = TextHash.Of(keys);
        var shape = Find(keys, hash);
        if (shape >= 0 || count >= mostShapes) return shape;

        // labels and other maps take any keys, so their lists have to come again
        var isMap = false;
        foreach (var key in keys) isMap |= key >= SchemaKeys.Count;
        return isMap && !filter.Saw(hash) ? -1 : Add(keys, hash);
    }

    private int Find(ReadOnlySpan<int> keys, ulong hash)
    {
        var search = slots.Begin(hash);
        while (search.Next() is var shape and >= 0)
        {
            if (keys.SequenceEqual(shapes[shape])) return shape;
        }

        return -1;
    }

    private int Add(ReadOnlySpan<int> keys, ulong hash)
    {
        lock (gate)
        {
            var shape = Find(keys, hash);
            if (shape >= 0 || count >= mostShapes) return shape;
            if (count == shapes.Length)
            {
                var grown = new int[Math.Max(32, count * 2)][];
                shapes.CopyTo(grown, 0);
                Volatile.Write(ref shapes, grown);
            }

            shapes[count] = keys.ToArray();
            return slots.Add(hash, count) ? count++ : -1;
        }
    }
}
