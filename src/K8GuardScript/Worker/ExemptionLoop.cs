using K8GuardScript.Core.Exemptions;

namespace K8GuardScript.Worker;

/// <summary>Looks every minute which exemptions are about to end, or ended.</summary>
internal sealed class ExemptionLoop(EndAnnouncer announcer, TimeProvider clock, ILogger<ExemptionLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                announcer.Look(clock.GetUtcNow());
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: what could not be written down was not told; the next round tells it.
                WorkerLog.LoopFailed(log, failure, "exemptions");
            }
        }
    }
}
