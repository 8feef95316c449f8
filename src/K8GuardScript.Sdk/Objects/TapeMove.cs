using System.Text;

namespace K8GuardScript.Sdk.Objects;

/// <summary>Copies tapes over into other tables, so that the tables that they had can go. For one thread.</summary>
/// <param name="tables">what recurs goes here</param>
internal sealed class TapeMove(ObjectTables tables)
{
    private ObjectTables? from;
    private int[] ids = []; // by the id that a text had: its word here, 0 where it was not met yet

    /// <summary>Where the tapes go.</summary>
    public ObjectTables Tables => tables;

    /// <summary>The same, held with these tables.</summary>
    public Tape Copy(Tape tape)
    {
        if (!ReferenceEquals(from, tape.Tables)) (from, ids) = (tape.Tables, []);
        var writer = new TapeWriter(tables, tape.Words.Length * sizeof(int));
        try
        {
            return writer.Finish(Value(ref writer, tape, tape.Value(Tape.Top, 0)));
        }
        finally
        {
            writer.Return();
        }
    }

    // as deep as the parser lets objects be nested
    private int Value(ref TapeWriter writer, Tape tape, int word) => Word.Tag(word) switch
    {
        Word.Object => Members(ref writer, tape, Word.Payload(word)),
        Word.List => Items(ref writer, tape, Word.Payload(word)),
        Word.Known => Text(ref writer, tape, word),
        Word.Raw or Word.Number => writer.Keep(Word.Tag(word), tape.Raw(Word.Payload(word))),
        _ => word,
    };

    private int Members(ref TapeWriter writer, Tape tape, int container)
    {
        var mark = writer.Mark;
        var count = tape.Count(container);
        for (var slot = 0; slot < count; slot++)
        {
            writer.PutKey(Value(ref writer, tape, tape.KeyWord(container, slot)));
            writer.Put(Value(ref writer, tape, tape.Value(container, slot)));
        }

        return writer.CloseObject(mark);
    }

    private int Items(ref TapeWriter writer, Tape tape, int container)
    {
        var mark = writer.Mark.Values;
        var count = tape.Count(container);
        for (var slot = 0; slot < count; slot++) writer.Put(Value(ref writer, tape, tape.Value(container, slot)));
        return writer.CloseList(mark);
    }

    // what was shared is shared again: an object that holds it is there
    private int Text(ref TapeWriter writer, Tape tape, int word)
    {
        var id = Word.Payload(word);
        if (id < SchemaKeys.Count) return word;
        if (id >= ids.Length) Array.Resize(ref ids, Math.Max(id + 1, tape.Tables.Texts.Count + SchemaKeys.Count));
        if (ids[id] != 0) return ids[id];

        var text = tape.Tables.Texts[id];
        var taken = tables.Texts.Take(text);
        if (taken >= 0) return ids[id] = Word.Of(Word.Known, taken);
        Span<byte> utf8 = stackalloc byte[TextTable.Longest];
        return writer.Keep(Word.Raw, utf8[..Encoding.ASCII.GetBytes(text, utf8)]);
    }
}
