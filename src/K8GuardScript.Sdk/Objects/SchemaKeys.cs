using System.Text;
using K8GuardScript.Sdk.Objects.Generated;

namespace K8GuardScript.Sdk.Objects;

/// <summary>The keys that the API's types have. Their ids are the same everywhere, so that views can hold them as constants.</summary>
internal static class SchemaKeys
{
    /// <summary>Keys have smaller ids, all other texts larger ones.</summary>
    public const int Count = SchemaKey.Count;

    private const int Longest = 64;

    private static readonly HashSlots Slots = Fill();

    /// <summary>The keys, by id.</summary>
    public static string[] Names => SchemaKey.Names;

    /// <summary>The id of a key of the schema; -1 if it is none.</summary>
    /// <param name="utf8">the key</param>
    /// <param name="hash">of the key</param>
    public static int Find(ReadOnlySpan<byte> utf8, ulong hash)
    {
        var search = Slots.Begin(hash);
        while (search.Next() is var id and >= 0)
        {
            if (Ascii.Equals(utf8, SchemaKey.Names[id])) return id;
        }

        return -1;
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{byte}, ulong)" />
    public static int Find(string name)
    {
        Span<byte> utf8 = stackalloc byte[Longest];
        if (name.Length > Longest || !Ascii.IsValid(name)) return -1;
        var length = Encoding.UTF8.GetBytes(name, utf8);
        return Find(utf8[..length], TextHash.Of(utf8[..length]));
    }

    /// <summary>What is known of the texts under a key; of other keys nothing is.</summary>
    public static TextHabit Habit(int key) =>
        (uint)key < (uint)SchemaKey.Habits.Length ? (TextHabit)SchemaKey.Habits[key] : TextHabit.Unknown;

    private static HashSlots Fill()
    {
        var slots = new HashSlots();
        for (var id = 0; id < Count; id++) slots.Add(TextHash.Of(Encoding.UTF8.GetBytes(SchemaKey.Names[id])), id);
        return slots;
    }
}
