namespace K8GuardScript.Sdk.Objects;

/// <summary>Up to three keys of the schema in a negative number: where the way leads from what an object has to what it lacks.</summary>
internal static class AbsentKeys
{
    private const int Bits = 10;
    private const int Mask = (1 << Bits) - 1;

    /// <summary>Schemas may have at most so many keys.</summary>
    public const int MostKeys = Mask;

    public static int Of(int key) => -1 - key;

    /// <summary>One key more; 0 if there is no room.</summary>
    public static int Then(int keys, int key)
    {
        for (var shift = Bits; shift < 3 * Bits; shift += Bits)
        {
            if ((-keys >> shift) == 0) return -(-keys | ((key + 1) << shift));
        }

        return 0;
    }

    /// <summary>How many there are.</summary>
    public static int Count(int keys) => (-keys >> Bits) == 0 ? 1 : (-keys >> (2 * Bits)) == 0 ? 2 : 3;

    /// <summary>The name of the key at a position, from 0.</summary>
    public static string Name(int keys, int position) => SchemaKeys.Names[((-keys >> (position * Bits)) & Mask) - 1];
}
