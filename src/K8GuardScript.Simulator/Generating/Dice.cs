namespace K8GuardScript.Simulator.Generating;

/// <summary>
/// Chance that can be repeated: the same seed gives the same sequence on every machine and in every version of the runtime
/// (SplitMix64, Steele and others 2014).
/// </summary>
internal struct Dice(ulong seed)
{
    // as names of a real server's pods: no vowels, so no words
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    private ulong state = seed;

    /// <summary>Dice of one thing among many: <paramref name="of"/> and <paramref name="and"/> tell which.</summary>
    public static Dice For(int seed, int of, int and = 0)
    {
        var dice = new Dice(((ulong)(uint)seed << 32) ^ (uint)of);
        dice.state = dice.Next() ^ (uint)and;
        return dice;
    }

    /// <summary>From 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>True as often as the share says, from 0 to 1.</summary>
    public bool Chance(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>The end of a generated name.</summary>
    public string Word(int length)
    {
        Span<char> word = stackalloc char[length];
        foreach (ref var letter in word) letter = Alphabet[Below(Alphabet.Length)];
        return new string(word);
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
