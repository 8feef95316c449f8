using System.Runtime.InteropServices;
using System.Text;
using K8GuardScript.Sdk.Objects.Generated;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Compares what two tapes hold, exactly: absent, <c>null</c> and <c>{}</c> are not the same, nor is a number that is written in
/// another way. How they hold it, and the order of keys, does not matter.
/// </summary>
/// <param name="now">one tape</param>
/// <param name="before">another; it may have other tables</param>
internal readonly struct TapeComparison(Tape now, Tape before)
{
    private readonly bool areTogether = ReferenceEquals(now.Tables, before.Tables);

    /// <summary>
    /// What differs. <c>apiVersion</c>, <c>kind</c> and <c>metadata.resourceVersion</c> are not looked at: the items of lists do not
    /// name the former, and no two versions share the latter.
    /// </summary>
    public ObjectChange Change()
    {
        if (areTogether && IsSameButForVersion()) return ObjectChange.None;
        var (one, other) = (Word.Payload(now.Value(Tape.Top, 0)), Word.Payload(before.Value(Tape.Top, 0)));
        return Members(one, other) | OnlyBefore(one, other);
    }

    /// <summary>Whether nothing but digits of the version differ, as when an object is written again as it was.</summary>
    private bool IsSameButForVersion()
    {
        var nodes = now.Words[0];
        if (now.Words.Length != before.Words.Length || nodes != before.Words[0]) return false;
        if (!now.Words.AsSpan(0, nodes).SequenceEqual(before.Words.AsSpan(0, nodes))) return false;

        var word = VersionOf(now);
        var one = Tail(now);
        var other = Tail(before);
        if (Word.Tag(word) != Word.Raw) return one.SequenceEqual(other);
        var start = Word.Payload(word);
        var end = EndOf(now, word);
        return end == EndOf(before, word) && one[..start].SequenceEqual(other[..start]) && one[end..].SequenceEqual(other[end..]);
    }

    private ObjectChange Members(int one, int other)
    {
        var change = ObjectChange.None;
        for (var slot = 0; slot < now.Count(one); slot++)
        {
            var key = now.KeyWord(one, slot);
            if (IsIdentity(key)) continue;
            var found = SlotOf(key, other, slot);
            var isMetadata = key == Word.Of(Word.Known, SchemaKey.Metadata);
            if (found < 0 || !IsSame(now.Value(one, slot), before.Value(other, found), isMetadata)) change |= ChangeOf(key);
        }

        return change;
    }

    private ObjectChange OnlyBefore(int one, int other)
    {
        var change = ObjectChange.None;
        var back = new TapeComparison(before, now);
        for (var slot = 0; slot < before.Count(other); slot++)
        {
            var key = before.KeyWord(other, slot);
            if (!IsIdentity(key) && back.SlotOf(key, one, slot) < 0) change |= ChangeOf(key);
        }

        return change;
    }

    private bool IsSame(int one, int other, bool isMetadata = false)
    {
        switch (Word.Tag(one))
        {
            case Word.Object:
                return Word.Tag(other) == Word.Object && AreSameMembers(Word.Payload(one), Word.Payload(other), isMetadata);
            case Word.List:
                return Word.Tag(other) == Word.List && AreSameItems(Word.Payload(one), Word.Payload(other));
            case Word.Number:
                return Word.Tag(other) == Word.Number && now.Raw(Word.Payload(one)).SequenceEqual(before.Raw(Word.Payload(other)));
            case Word.Known or Word.Raw:
                return IsSameText(one, other);
            default:
                return one == other;
        }
    }

    private bool AreSameItems(int one, int other)
    {
        var count = now.Count(one);
        if (count != before.Count(other)) return false;
        for (var slot = 0; slot < count; slot++)
        {
            if (!IsSame(now.Value(one, slot), before.Value(other, slot))) return false;
        }

        return true;
    }

    private bool AreSameMembers(int one, int other, bool isMetadata)
    {
        var ignored = isMetadata ? SchemaKey.ResourceVersion : -1;
        var count = now.Count(one);
        if (count - Has(now, one, ignored) != before.Count(other) - Has(before, other, ignored)) return false;

        Dictionary<string, int>? names = null;
        var expected = 0;
        for (var slot = 0; slot < count; slot++, expected++)
        {
            var key = now.KeyWord(one, slot);
            if (key == Word.Of(Word.Known, ignored)) continue;
            var found = expected < before.Count(other) && IsSameText(key, before.KeyWord(other, expected))
                ? expected
                : count <= ShapeTable.MostKeys ? SlotOf(key, other, -1)
                : (names ??= SlotsByName(other)).GetValueOrDefault(now.Text(key), -1);
            if (found < 0 || !IsSame(now.Value(one, slot), before.Value(other, found))) return false;
            expected = found;
        }

        return true;
    }

    // servers write keys in order, so this is for odd orders only, and keeps those from costing the square of their number
    private Dictionary<string, int> SlotsByName(int container)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = 0; slot < before.Count(container); slot++) names[before.KeyAt(container, slot)!] = slot;
        return names;
    }

    private int SlotOf(int key, int container, int likely)
    {
        if ((uint)likely < (uint)before.Count(container) && IsSameText(key, before.KeyWord(container, likely))) return likely;
        var isSchemas = Word.Tag(key) == Word.Known && Word.Payload(key) < SchemaKeys.Count;
        return isSchemas ? before.Find(container, Word.Payload(key)) : before.Find(container, now.Text(key));
    }

    private bool IsSameText(int one, int other) => (Word.Tag(one), Word.Tag(other)) switch
    {
        (Word.Known, Word.Known) when areTogether => one == other,
        (Word.Known, Word.Known) => string.Equals(now.Text(one), before.Text(other), StringComparison.Ordinal),
        (Word.Known, Word.Raw) => Ascii.Equals(before.Raw(Word.Payload(other)), now.Text(one)),
        (Word.Raw, Word.Known) => Ascii.Equals(now.Raw(Word.Payload(one)), before.Text(other)),
        (Word.Raw, Word.Raw) => now.Raw(Word.Payload(one)).SequenceEqual(before.Raw(Word.Payload(other))),
        _ => false,
    };

    private static bool IsIdentity(int key) =>
        key == Word.Of(Word.Known, SchemaKey.ApiVersion) || key == Word.Of(Word.Known, SchemaKey.Kind);

    private static ObjectChange ChangeOf(int key) =>
        key == Word.Of(Word.Known, SchemaKey.Status) ? ObjectChange.Status : ObjectChange.Other;

    private static int Has(Tape tape, int container, int key) => key >= 0 && tape.Find(container, key) >= 0 ? 1 : 0;

    private static int VersionOf(Tape tape)
    {
        var root = Word.Payload(tape.Value(Tape.Top, 0));
        var slot = tape.Find(root, SchemaKey.Metadata);
        if (slot < 0 || Word.Tag(tape.Value(root, slot)) != Word.Object) return 0;
        var metadata = Word.Payload(tape.Value(root, slot));
        var version = tape.Find(metadata, SchemaKey.ResourceVersion);
        return version < 0 ? 0 : tape.Value(metadata, version);
    }

    private static ReadOnlySpan<byte> Tail(Tape tape) => MemoryMarshal.AsBytes(tape.Words.AsSpan(tape.Words[0]));

    // where the text ends that begins there with its length
    private static int EndOf(Tape tape, int word)
    {
        var length = tape.Raw(Word.Payload(word)).Length;
        return Word.Payload(word) + RawText.Room(length);
    }
}
