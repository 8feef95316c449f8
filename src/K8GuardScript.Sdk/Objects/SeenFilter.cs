namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Tells whether a hash came by not long ago, so that what comes once is not remembered for ever. May forget, and very seldom takes
/// one hash for another; several threads at once can only make it forget.
/// </summary>
internal sealed class SeenFilter
{
    private const int Fewest = 1 << 10;
    private const int Most = 1 << 18;

    private uint[] seen = [];
    private int written;

    /// <summary>True when this hash was seen before; it is from now on.</summary>
    public bool Saw(ulong hash)
    {
        var places = seen;
        if (written >= places.Length && places.Length < Most)
        {
            places = new uint[Math.Max(Fewest, places.Length * 4)];
            (seen, written) = (places, 0);
        }

        ref var place = ref places[(uint)hash & (uint)(places.Length - 1)];
        var mark = (uint)(hash >> 32) | 1;
        if (place == mark) return true;
        place = mark;
        written++;
        return false;
    }
}
