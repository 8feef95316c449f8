using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Worker;

/// <summary>
/// Gives memory back to the system once a busy time is over: first lists and great changes leave garbage and gaps, which the runtime
/// would keep for the next ones. That stops the process for some tenths of a second, so it waits until little happens.
/// </summary>
/// <param name="queue">tells how much happens</param>
/// <param name="clock">tells how long nothing did</param>
/// <param name="collect">does it</param>
internal sealed class SpareMemory(ChangeQueue queue, TimeProvider clock, Action collect)
{
    /// <summary>After so many judged objects it is worth it.</summary>
    public const int Busy = 5_000;

    /// <summary>So few judged objects in one <see cref="Window"/> are quiet.</summary>
    public const int Quiet = 500;

    /// <summary>How long it is looked at how much happens.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private long windowStart = clock.GetTimestamp();
    private long atStart = queue.EverDone;
    private long? collectedAt;

    /// <summary>Looks whether it is time; to be called every now and then.</summary>
    public void Look()
    {
        if (clock.GetElapsedTime(windowStart) < Window) return;
        var done = queue.EverDone;
        var isQuiet = done - atStart <= Quiet;
        (windowStart, atStart) = (clock.GetTimestamp(), done);
        if (!isQuiet || (collectedAt is { } last && done - last < Busy)) return;
        collect();
        collectedAt = queue.EverDone;
    }

    /// <summary>Collects all garbage, closes the gaps, and gives back what is free then.</summary>
    public static void CollectAll() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
