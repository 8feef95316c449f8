using System.Text;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Texts that many objects hold, each once, by id. Ids below <see cref="SchemaKeys.Count"/> are the schema's keys. Only grows, up to
/// its bounds: an id stands for the same text for as long as the table lives. Reading takes no lock; adding takes one.
/// </summary>
/// <param name="mostTexts">how many texts it takes</param>
/// <param name="mostChars">how many characters it takes altogether</param>
internal sealed class TextTable(int mostTexts, int mostChars)
{
    /// <summary>In bytes; longer texts are not taken.</summary>
    public const int Longest = 256;

    /// <summary>In bytes; longer ones are taken only where the schema says that they come again.</summary>
    public const int LongestUnasked = 96;

    private readonly Lock gate = new();
    private readonly SeenFilter filter = new();
    private readonly HashSlots slots = new();
    private string[] texts = [];
    private int count;
    private int chars;

    /// <summary>How many texts it took, without the schema's keys.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Whether it takes no more.</summary>
    public bool IsFull => Volatile.Read(ref count) >= mostTexts || Volatile.Read(ref chars) >= mostChars;

    /// <summary>The text of an id that this table gave.</summary>
    public string this[int id] => id < SchemaKeys.Count ? SchemaKeys.Names[id] : texts[id - SchemaKeys.Count];

    /// <summary>The id of a key; -1 when neither the schema nor the table has it, so that no object's shape does.</summary>
    public int IdOf(string text)
    {
        if (text.Length > Longest) return -1;
        Span<byte> utf8 = stackalloc byte[Longest];
        if (!Ascii.IsValid(text)) return -1;
        var length = Encoding.UTF8.GetBytes(text, utf8);
        var hash = TextHash.Of(utf8[..length]);
        var id = SchemaKeys.Find(utf8[..length], hash);
        return id >= 0 ? id : Find(utf8[..length], hash);
    }

    /// <summary>The id of a text that is to be kept here if it comes again.</summary>
    /// <param name="utf8">valid UTF-8</param>
    /// <param name="hash">of the text</param>
    /// <param name="habit">what the schema says of it</param>
    /// <returns>-1 when it is not kept here</returns>
    public int Take(ReadOnlySpan<byte> utf8, ulong hash, TextHabit habit)
    {
        if (utf8.Length > (habit == TextHabit.Recurring ? Longest : LongestUnasked)) return -1;
        var id = Find(utf8, hash);
        if (id >= 0 || IsFull) return id;
        if (habit != TextHabit.Recurring && !filter.Saw(hash)) return -1;
        return Ascii.IsValid(utf8) ? Add(utf8, hash) : -1;
    }

    /// <summary>The id of a text of another table, which holds it no longer than this one.</summary>
    /// <returns>-1 when it is not kept here</returns>
    public int Take(string text)
    {
        Span<byte> utf8 = stackalloc byte[Longest];
        var length = Encoding.ASCII.GetBytes(text, utf8);
        var hash = TextHash.Of(utf8[..length]);
        var id = Find(utf8[..length], hash);
        return id >= 0 || IsFull ? id : Add(utf8[..length], hash, text);
    }

    private int Find(ReadOnlySpan<byte> utf8, ulong hash)
    {
        var search = slots.Begin(hash);
        while (search.Next() is var at and >= 0)
        {
            if (Ascii.Equals(utf8, texts[at])) return at + SchemaKeys.Count;
        }

        return -1;
    }

    private int Add(ReadOnlySpan<byte> utf8, ulong hash, string? text = null)
    {
        lock (gate)
        {
            // INVARIANT: equal texts have one id: keys are told apart by their ids alone
            var id = Find(utf8, hash);
            if (id >= 0 || count >= mostTexts) return id;
            if (count == texts.Length)
            {
                var grown = new string[Math.Max(64, count * 2)];
                texts.CopyTo(grown, 0);
                Volatile.Write(ref texts, grown);
            }

            texts[count] = text ?? Encoding.ASCII.GetString(utf8);
            if (!slots.Add(hash, count)) return -1;
            chars += utf8.Length;
            return count++ + SchemaKeys.Count;
        }
    }
}
