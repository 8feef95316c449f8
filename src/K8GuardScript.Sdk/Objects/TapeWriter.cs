using System.Runtime.InteropServices;

namespace K8GuardScript.Sdk.Objects;

/// <summary>Writes one <see cref="Tape"/>. Values are put, and then the container that they are in is closed around them.</summary>
/// <param name="tables">what recurs goes here</param>
/// <param name="size">about how many bytes of JSON there will be</param>
internal struct TapeWriter(ObjectTables tables, int size)
{
    private const int Room = 2; // the first two words are known last

    private GrowingBuffer<int> nodes = new(Math.Max(64, size / 16));
    private GrowingBuffer<byte> tail = new(Math.Max(64, size / 4));
    private GrowingBuffer<int> values = new(64);
    private GrowingBuffer<int> keys = new(64);

    /// <summary>Where the members or items of a container begin that is opened now.</summary>
    public readonly (int Keys, int Values) Mark => (keys.Count, values.Count);

    /// <summary>The keys of the object that was opened at a mark, as words.</summary>
    public readonly ReadOnlySpan<int> KeysFrom(int mark) => keys.From(mark);

    /// <summary>A key in the tail.</summary>
    public readonly ReadOnlySpan<byte> Raw(int word) => RawText.Read(tail.All[Word.Payload(word)..]);

    public void Put(int value) => values.Add(value);

    public void PutKey(int key) => keys.Add(key);

    /// <summary>Keeps a text or a number in the tail.</summary>
    public int Keep(int tag, scoped ReadOnlySpan<byte> utf8)
    {
        var word = Word.Of(tag, tail.Count);
        RawText.Write(ref tail, utf8);
        return word;
    }

    public int CloseList(int mark)
    {
        var items = values.From(mark);
        var word = Word.Of(Word.List, nodes.Count + Room);
        nodes.Add(Word.Of(Header.List, items.Length));
        nodes.Add(items);
        values.CutTo(mark);
        return word;
    }

    public int CloseObject((int Keys, int Values) mark)
    {
        var names = keys.From(mark.Keys);
        var word = Word.Of(Word.Object, nodes.Count + Room);
        var shape = ShapeOf(names);
        nodes.Add(shape >= 0 ? Word.Of(Header.Shaped, shape) : Word.Of(Header.Paired, names.Length));
        nodes.Add(values.From(mark.Values));
        if (shape < 0) nodes.Add(names);
        keys.CutTo(mark.Keys);
        values.CutTo(mark.Values);
        return word;
    }

    /// <summary>The tape, exactly as long as it needs to be.</summary>
    public readonly Tape Finish(int root)
    {
        var end = nodes.Count + Room;
        var words = GC.AllocateUninitializedArray<int>(end + ((tail.Count + sizeof(int) - 1) / sizeof(int)));
        words[^1] = 0;
        (words[0], words[1]) = (end, root);
        nodes.All.CopyTo(words.AsSpan(Room));
        tail.All.CopyTo(MemoryMarshal.AsBytes(words.AsSpan(end)));
        return new Tape(words, tables);
    }

    public void Return()
    {
        nodes.Return();
        tail.Return();
        values.Return();
        keys.Return();
    }

    private readonly int ShapeOf(ReadOnlySpan<int> names)
    {
        if (names.Length > ShapeTable.MostKeys) return -1;
        Span<int> ids = stackalloc int[ShapeTable.MostKeys];
        for (var i = 0; i < names.Length; i++)
        {
            if (Word.Tag(names[i]) != Word.Known) return -1;
            ids[i] = Word.Payload(names[i]);
        }

        return tables.Shapes.Take(ids[..names.Length]);
    }
}
