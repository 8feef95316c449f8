using System.Runtime.InteropServices;
using System.Text;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// One object as words: [tail, root, containers..., tail...]. Each container is a <see cref="Header"/> and its values, after all
/// containers within it; the tail holds UTF-8 bytes, each text behind its length. Never changes.
/// </summary>
/// <param name="words">only ever made by a <see cref="TapeWriter"/>: nothing here is checked</param>
/// <param name="tables">what the words' ids stand for</param>
internal sealed class Tape(int[] words, ObjectTables tables)
{
    /// <summary>What holds the root alone, as if it were an object's only member.</summary>
    public const int Top = 0;

    public int[] Words => words;

    public ObjectTables Tables => tables;

    /// <summary>The object that this holds, or held before it was moved to other tables; null while it is made.</summary>
    public KubeObject? Owner { get; set; }

    /// <summary>The value in a container.</summary>
    public int Value(int container, int slot) => words[container + 1 + slot];

    /// <summary>How many values a container has.</summary>
    public int Count(int container)
    {
        if (container == Top) return 1;
        var header = words[container];
        return Word.Tag(header) == Header.Shaped ? tables.Shapes[Word.Payload(header)].Length : Word.Payload(header);
    }

    /// <summary>The slot of a key of the schema in an object; -1 if it does not have it.</summary>
    public int Find(int container, int key)
    {
        var header = words[container];
        if (Word.Tag(header) == Header.Shaped) return tables.Shapes[Word.Payload(header)].AsSpan().IndexOf(key);
        return Keys(container).IndexOf(Word.Of(Word.Known, key));
    }

    /// <summary>The slot of any key in an object; -1 if it does not have it.</summary>
    public int Find(int container, string name)
    {
        var id = tables.Texts.IdOf(name);
        if (id >= 0 && Find(container, id) is var slot and >= 0) return slot;

        // objects that were read before a key was known hold it themselves
        if (id >= 0 && id < SchemaKeys.Count || Word.Tag(words[container]) == Header.Shaped) return -1;
        var keys = Keys(container);
        byte[]? utf8 = null;
        for (var i = 0; i < keys.Length; i++)
        {
            if (Word.Tag(keys[i]) != Word.Raw) continue;
            utf8 ??= Encoding.UTF8.GetBytes(name);
            if (Raw(Word.Payload(keys[i])).SequenceEqual(utf8)) return i;
        }

        return -1;
    }

    /// <summary>The key of a slot; null in a list.</summary>
    public string? KeyAt(int container, int slot)
    {
        if (container == Top) return null;
        var header = words[container];
        return Word.Tag(header) switch
        {
            Header.Shaped => tables.Texts[tables.Shapes[Word.Payload(header)][slot]],
            Header.Paired => Text(Keys(container)[slot]),
            _ => null,
        };
    }

    /// <summary>The key of a slot in an object, as a word.</summary>
    public int KeyWord(int container, int slot)
    {
        var header = words[container];
        return Word.Tag(header) == Header.Shaped
            ? Word.Of(Word.Known, tables.Shapes[Word.Payload(header)][slot])
            : words[container + 1 + Word.Payload(header) + slot];
    }

    /// <summary>The text that a word stands for.</summary>
    public string Text(int word) => Word.Tag(word) switch
    {
        Word.Known => tables.Texts[Word.Payload(word)],
        Word.Time => ShortTime.Text(word),
        _ => RawText.Decode(Raw(Word.Payload(word))),
    };

    /// <summary>A text or a number in the tail.</summary>
    /// <param name="offset">its word's payload</param>
    public ReadOnlySpan<byte> Raw(int offset) => RawText.Read(MemoryMarshal.AsBytes(words.AsSpan(words[0]))[offset..]);

    /// <summary>The steps that lead from the root to a container, each a container and a slot in it.</summary>
    public List<(int Container, int Slot)> RouteTo(int container)
    {
        var route = new List<(int, int)>();
        var at = Top;
        while (at != container)
        {
            // INVARIANT: containers stand behind what they hold, so the first that is not before the target holds it, or is it
            var slot = 0;
            while (!IsContainer(Value(at, slot)) || Word.Payload(Value(at, slot)) < container) slot++;
            route.Add((at, slot));
            at = Word.Payload(Value(at, slot));
        }

        return route;
    }

    private static bool IsContainer(int word) => Word.Tag(word) is Word.Object or Word.List;

    private ReadOnlySpan<int> Keys(int container)
    {
        var count = Word.Payload(words[container]);
        return words.AsSpan(container + 1 + count, count);
    }
}
