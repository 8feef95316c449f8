using K8GuardScript.Core.Watch;

namespace K8GuardScript.Worker;

/// <summary>
/// Keeps small what the watched objects share and what the ledger holds, in steps so short that nobody waits for them, and gives back what is
/// spare.
/// </summary>
internal sealed class HouseKeeping(
    ObjectStore store, SpareMemory memory, LedgerUpkeep ledger, TimeProvider clock, ILogger<HouseKeeping> log) : BackgroundService
{
    // a millisecond or two
    private const int Step = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                while (store.CleanSlice(Step)) await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(false);
                memory.Look();
                ledger.Look();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: what could not be cleaned is read as before; the next round goes on behind it.
                WorkerLog.LoopFailed(log, failure, "housekeeping");
            }
        }
    }
}
