using System.Text;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Fields;

// How a place is held: sixteen bytes, and an allocation only for what is absent and hard to name.
public readonly partial struct Field
{
    internal object? Source => source;

    internal int Container => container;

    internal int Slot => slot;

    /// <summary>True when a tape has the place, be it with <c>null</c>.</summary>
    internal bool IsPresent => slot >= 0 && source is Tape;

    internal ValueKind Kind => Word.Kind(ContentWord);

    /// <summary>How many members or items there are.</summary>
    internal int Count => ContainerOf(out var tape, out var at) ? tape.Count(at) : 0;

    // 0, no value at all, where the place is absent
    private int ContentWord => slot >= 0 && source is Tape tape ? tape.Words[container + 1 + slot] : 0;

    /// <param name="tape">has the place</param>
    /// <param name="container">an object or a list in it</param>
    /// <param name="slot">a member or an item of it</param>
    internal static Field In(Tape tape, int container, int slot) => new(tape, container, slot);

    /// <summary>What of this place and another does not lie in their sources is the same.</summary>
    internal bool IsBeside(Field other) => container == other.container && slot == other.slot;

    /// <summary>The member or item at this position; absent if there is none.</summary>
    internal Field Child(int index) =>
        ContainerOf(out var tape, out var at) && (uint)index < (uint)tape.Count(at)
            ? new Field(tape, at, index)
            : new Field(new AbsentPlace(this, null, index), 0, 0);

    /// <summary>The member with this name; unlike the indexer it costs nothing where there is none.</summary>
    internal bool TryMember(string name, out Field member)
    {
        var word = ContentWord;
        var found = Word.Tag(word) == Word.Object ? ((Tape)source!).Find(Word.Payload(word), name ?? "") : -1;
        member = found >= 0 ? new Field(source, Word.Payload(word), found) : default;
        return found >= 0;
    }

    /// <summary>The text or number that is here; of a long one no more than so many bytes are read.</summary>
    internal string Beginning(int bytes)
    {
        var word = ContentWord;
        if (Word.Tag(word) is not (Word.Raw or Word.Number)) return ToString();
        var raw = ((Tape)source!).Raw(Word.Payload(word));
        return Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, bytes)]);
    }

    /// <summary>The tape and the header of the object or list that is here.</summary>
    internal bool ContainerOf(out Tape tape, out int at)
    {
        var word = ContentWord;
        at = Word.Payload(word);
        tape = (source as Tape)!;
        return Word.Tag(word) is Word.Object or Word.List;
    }

    // below an object the way to what is absent starts there, and else where it starts already
    private Field Absent(int key)
    {
        var word = ContentWord;
        if (Word.Tag(word) == Word.Object) return new Field(source, Word.Payload(word), AbsentKeys.Of(key));
        if (slot < 0 && AbsentKeys.Then(slot, key) is var keys and < 0) return new Field(source, container, keys);
        if (slot >= 0 && source is null or AbsentPlace) return new Field(source, container, AbsentKeys.Of(key));
        return new Field(new AbsentPlace(this, SchemaKeys.Names[key], -1), 0, 0);
    }
}
