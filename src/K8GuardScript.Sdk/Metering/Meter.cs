namespace K8GuardScript.Sdk.Metering;

/// <summary>
/// The account of one run. Units are handed out in slices, so that the clock and the allocations are looked at now and then only;
/// slices shrink where units turn out to be slow or hungry, because the base library does much within one.
/// </summary>
internal sealed class Meter
{
    private const int FirstSlice = 256;
    private const int SmallestSlice = 16;
    private const int LargestSlice = 16 * 1024;

    // of texts that are read without a charge: hashed, parsed, compared
    private const int CharactersPerSlice = 16 * 1024 * 1024;
    private const long HungrySlice = 1024 * 1024;
    private static readonly TimeSpan SlowSlice = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan QuickSlice = TimeSpan.FromMilliseconds(0.2);

    private RunLimits limits = RunLimits.Rules;
    private FuelExhaustedException? exhausted;
    private bool isTimed;
    private long units;
    private int slice;
    private long startedAt;
    private long lastAt;
    private long bytesAtStart;
    private long lastBytes;

    /// <summary>The run that this one interrupts; null if there is none.</summary>
    public Meter? Outer { get; private set; }

    /// <summary>What the interrupted run had left of its slice.</summary>
    public int OuterLeft { get; private set; }

    /// <summary>The longest text that the run has read or made so far, in UTF-16 characters.</summary>
    public int LongestText { get; private set; }

    /// <summary>The most units between two looks: fewer where each may read a long text.</summary>
    public int MostSlice { get; private set; } = LargestSlice;

    /// <summary>Starts a run and gives its first slice.</summary>
    public int Begin(RunLimits limits, Meter? outer, int outerLeft)
    {
        (this.limits, Outer, OuterLeft) = (limits, outer, outerLeft);
        (exhausted, isTimed) = (null, false);
        (units, slice) = (limits.Units, FirstSlice);
        (LongestText, MostSlice) = (0, LargestSlice);
        return NextSlice();
    }

    public void End() => Outer = null;

    /// <summary>Pays what the last slice did not cover, and gives the next one.</summary>
    /// <exception cref="FuelExhaustedException">a limit is reached, now or before</exception>
    public int Refill(long owed)
    {
        if (exhausted is not null) throw Again();
        units -= owed;
        if (units < 0) throw Exhaust(FuelExhaustedException.TooMuchWork(limits.Units));

        var now = limits.Clock.GetTimestamp();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        if (!isTimed) Time(now, bytes);
        if (limits.Clock.GetElapsedTime(startedAt, now) > limits.Time) throw Exhaust(FuelExhaustedException.TooLong(limits.Time));
        if (bytes - bytesAtStart > limits.Bytes) throw Exhaust(FuelExhaustedException.TooMuchMemory(limits.Bytes));

        Adapt(limits.Clock.GetElapsedTime(lastAt, now), bytes - lastBytes);
        (lastAt, lastBytes) = (now, bytes);
        return NextSlice();
    }

    /// <summary>Looks at the limits before the slice is spent, and gives it back.</summary>
    /// <param name="left">what is left of it</param>
    /// <exception cref="FuelExhaustedException">a limit is reached, now or before</exception>
    public int Look(int left)
    {
        units += left;
        return Refill(0);
    }

    /// <summary>A text of this length was read or made.</summary>
    public void SawText(int characters)
    {
        if (characters <= LongestText) return;
        LongestText = characters;
        MostSlice = Math.Clamp(CharactersPerSlice / characters, SmallestSlice, LargestSlice);
    }

    /// <summary>Makes sure that so many bytes may still be allocated.</summary>
    /// <exception cref="FuelExhaustedException">they may not, or a limit was reached before</exception>
    public void Reserve(long bytes)
    {
        if (exhausted is not null) throw Again();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        if (!isTimed) Time(limits.Clock.GetTimestamp(), allocated);
        if (allocated - bytesAtStart + bytes > limits.Bytes) throw Exhaust(FuelExhaustedException.TooMuchMemory(limits.Bytes));
    }

    // not at the start: most runs are over before their first slice is, and should not pay for two clocks
    private void Time(long now, long bytes)
    {
        isTimed = true;
        startedAt = lastAt = now;
        bytesAtStart = lastBytes = bytes;
    }

    private void Adapt(TimeSpan took, long allocated)
    {
        if (took > SlowSlice || allocated > HungrySlice) slice = Math.Max(slice / 4, SmallestSlice);
        else if (took < QuickSlice) slice = Math.Min(slice * 2, LargestSlice);
    }

    private int NextSlice()
    {
        var next = (int)Math.Min(Math.Min(slice, MostSlice), units);
        units -= next;
        return next;
    }

    private FuelExhaustedException Exhaust(FuelExhaustedException reason)
    {
        exhausted = reason;
        return Again();
    }

    // INVARIANT: an exception that was thrown holds a trace through the script, so it must not outlive the run in here.
    private FuelExhaustedException Again() => exhausted!.Copy();
}
