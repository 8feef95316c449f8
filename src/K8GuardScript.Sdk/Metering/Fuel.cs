using System.Runtime.CompilerServices;

namespace K8GuardScript.Sdk.Metering;

/// <summary>
/// What a script may spend: compiled scripts call this at every turn of a loop and every start of a function. Scripts can't name it.
/// </summary>
public static class Fuel
{
    [ThreadStatic]
    private static int left;

    [ThreadStatic]
    private static bool metered;

    /// <summary>One turn of a loop.</summary>
    /// <exception cref="FuelExhaustedException">the script spent all it had; so does every later call</exception>
    public static void Tick()
    {
        if (--left < 0) Refill();
    }

    /// <summary>One call of a function that may call itself.</summary>
    /// <exception cref="FuelExhaustedException">as for <see cref="Tick"/></exception>
    /// <exception cref="InsufficientExecutionStackException">the stack is nearly used up</exception>
    public static void Enter()
    {
        if (--left < 0) Refill();
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>Spends several units before work that is done in one go, such as copying a list of <paramref name="units"/> items.</summary>
    /// <exception cref="FuelExhaustedException">as for <see cref="Tick"/></exception>
    internal static void Charge(int units)
    {
        left = units < left ? left - units : -1;
        if (left < 0) Refill();
    }

    /// <summary>From now on this thread has so many units.</summary>
    internal static void Start(int units) => (left, metered) = (units, true);

    /// <summary>This thread runs our own code again, which is not metered.</summary>
    internal static void Stop() => (left, metered) = (0, false);

    private static void Refill()
    {
        if (metered) throw new FuelExhaustedException();
        left = int.MaxValue;
    }
}
