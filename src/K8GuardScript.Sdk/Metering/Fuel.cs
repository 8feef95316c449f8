using System.Runtime.CompilerServices;

namespace K8GuardScript.Sdk.Metering;

/// <summary>
/// What a script may spend: compiled scripts call this at every turn of a loop and every start of a function. Scripts can't name it.
/// A thread that runs none of a script's code is not metered.
/// </summary>
public static class Fuel
{
    /// <summary>No text of a script may be longer than this, in UTF-16 characters: no object of Kubernetes holds a longer one.</summary>
    internal const int LongestText = 1024 * 1024;

    // below this the look at what was allocated costs more than the allocation
    private const long SmallAllocation = 4096;

    private const int CharactersPerUnit = 16;
    private const int ShortSearch = 16;
    private const int ComparisonsPerUnit = 64;

    // far less than any thread has, so that what does not look at the stack has room: the base library, one large frame
    private const int DeepestStack = 256 * 1024;

    [ThreadStatic]
    private static int left;

    [ThreadStatic]
    private static nuint lowestStack;

    [ThreadStatic]
    private static Meter? meter;

    [ThreadStatic]
    private static Meter? spare;

    /// <summary>One turn of a loop.</summary>
    /// <exception cref="FuelExhaustedException">the script spent all it had; so does every later call</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tick()
    {
        if (--left < 0) Refill();
    }

    /// <summary>One call of a function that may call itself.</summary>
    /// <exception cref="FuelExhaustedException">as for <see cref="Tick"/></exception>
    /// <exception cref="InsufficientExecutionStackException">the script's functions call each other too deep</exception>
    public static void Enter()
    {
        if (--left < 0) Refill();
        if (StackPointer() < lowestStack) ThrowTooDeep();
    }

    /// <summary>Spends several units before work that is done in one go: so many items copied, compared or counted.</summary>
    /// <exception cref="FuelExhaustedException">as for <see cref="Tick"/></exception>
    internal static void Charge(long units)
    {
        if (units <= left)
        {
            left -= (int)units;
            return;
        }

        left = meter is null ? int.MaxValue : meter.Refill(TakeLeft(units));
    }

    /// <summary>Spends what it takes to read or make a text of this length.</summary>
    /// <exception cref="FuelExhaustedException">as for <see cref="Tick"/>, and for a text that is too long</exception>
    internal static void ChargeText(long characters)
    {
        if (meter is null) return;
        if (characters > LongestText) throw FuelExhaustedException.TooLongText(LongestText);
        Saw((int)characters);
        Charge(characters / CharactersPerUnit);
        Reserve(characters * sizeof(char));
    }

    /// <summary>Notes a text that the script can read from now on, as often as it likes.</summary>
    /// <param name="characters">its length</param>
    /// <exception cref="FuelExhaustedException">as for <see cref="Tick"/></exception>
    internal static void Saw(int characters)
    {
        if (meter is not { } running) return;
        running.SawText(characters);
        if (left > running.MostSlice) left = running.Look(left);
    }

    /// <summary>Says that so many bytes are about to be allocated.</summary>
    /// <exception cref="FuelExhaustedException">that is more than the script has left</exception>
    internal static void Reserve(long bytes)
    {
        if (bytes > SmallAllocation) meter?.Reserve(bytes);
    }

    /// <summary>Says that room for so many items is about to be made, in one piece.</summary>
    /// <exception cref="FuelExhaustedException">that is more than the script has left</exception>
    internal static void ReserveItems<T>(long count) => Reserve(count * Unsafe.SizeOf<T>());

    /// <summary>Looks at the clock before something that may take as long as thousands of units.</summary>
    /// <exception cref="FuelExhaustedException">as for <see cref="Tick"/></exception>
    internal static void Look()
    {
        if (meter is { } running) left = running.Look(left);
    }

    /// <summary>
    /// Spends what it may take to search texts for this many characters: where all of them are alike, each place of the longest text
    /// that the run has read so far is compared with each of them.
    /// </summary>
    /// <exception cref="FuelExhaustedException">as for <see cref="Tick"/></exception>
    internal static void ChargeSearch(long characters)
    {
        if (characters > ShortSearch && meter is { } running) Charge(characters * running.LongestText / ComparisonsPerUnit);
    }

    /// <summary>From now on this thread is metered, until <see cref="Stop"/>. A run inside another one has limits of its own.</summary>
    internal static void Start(RunLimits limits)
    {
        var next = spare ?? new Meter();
        spare = null;
        left = next.Begin(limits, meter, left);
        meter = next;
        if (next.Outer is null) lowestStack = StackPointer() - DeepestStack;
    }

    /// <summary>Ends what <see cref="Start"/> started; the run around it goes on with what it had.</summary>
    /// <returns>the length of the longest text that it read or made</returns>
    internal static int Stop()
    {
        var done = meter!;
        (meter, left) = (done.Outer, done.Outer is null ? 0 : done.OuterLeft);
        done.End();
        spare = done;
        if (meter is null) lowestStack = 0;
        return done.LongestText;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe nuint StackPointer()
    {
        byte here;
        return (nuint)(&here);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowTooDeep() => throw new InsufficientExecutionStackException();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Refill()
    {
        left = 0;
        left = meter is null ? int.MaxValue : meter.Refill(1);
    }

    private static long TakeLeft(long units)
    {
        var owed = units - left;
        left = 0;
        return owed;
    }
}
