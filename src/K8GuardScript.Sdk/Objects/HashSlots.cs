namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Finds numbers by the hash of what they stand for. One thread at a time adds; any number of threads read without waiting, and
/// may miss what is just being added.
/// </summary>
internal sealed class HashSlots
{
    /// <summary>So many neighbours tell of prepared hashes, or of very bad luck: nothing is added there any more.</summary>
    private const int LongestRun = 128;

    // half of the hash, and the number plus one; 0 is free
    private ulong[] slots = new ulong[32];
    private int count;

    /// <summary>Begins to search; <see cref="Search.Next"/> steps on.</summary>
    public Search Begin(ulong hash) => new(Volatile.Read(ref slots), hash);

    /// <summary>Adds a number that is not there; false where the neighbourhood is suspiciously full.</summary>
    public bool Add(ulong hash, int number)
    {
        if ((count + 1) * 2 > slots.Length) Grow();
        if (!Place(slots, (hash & ~(ulong)uint.MaxValue) | (uint)(number + 1), LongestRun)) return false;
        count++;
        return true;
    }

    private void Grow()
    {
        var grown = new ulong[slots.Length * 2];
        foreach (var slot in slots)
        {
            if (slot != 0) Place(grown, slot, int.MaxValue);
        }

        Volatile.Write(ref slots, grown);
    }

    private static bool Place(ulong[] slots, ulong slot, int limit)
    {
        var mask = slots.Length - 1;
        var at = (int)(slot >> 32) & mask;
        for (var steps = 0; slots[at] != 0; at = (at + 1) & mask)
        {
            if (++steps > limit) return false;
        }

        // INVARIANT: what the number stands for was written before, so whoever reads the number can read that as well
        Volatile.Write(ref slots[at], slot);
        return true;
    }

    /// <summary>A search on its way.</summary>
    internal ref struct Search(ulong[] slots, ulong hash)
    {
        private readonly ulong[] slots = slots;
        private readonly uint half = (uint)(hash >> 32);
        private int at = (int)(hash >> 32) & (slots.Length - 1);

        /// <summary>The next number that may stand for what is searched; -1 when there is none.</summary>
        public int Next()
        {
            while (true)
            {
                var slot = Volatile.Read(ref slots[at]);
                if (slot == 0) return -1;
                at = (at + 1) & (slots.Length - 1);
                if ((uint)(slot >> 32) == half) return (int)(uint)slot - 1;
            }
        }
    }
}
