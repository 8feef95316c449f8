using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Schedules;

namespace K8GuardScript.Worker;

/// <summary>Looks every moment which schedules are due, and has what they wish carried out.</summary>
internal sealed class ScheduleLoop(
    ScheduleRound round, Rulebook rulebook, WatchedKinds kinds, ChangeRouter router, TimeProvider clock, ILogger<ScheduleLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // INVARIANT: what is not listed yet is not missing.
        await router.Settled.WaitAsync(stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                while (await TickAsync(stoppingToken).ConfigureAwait(false)) stoppingToken.ThrowIfCancellationRequested();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: one bad round never ends the loop; what is stored of a run goes on in the next one.
                WorkerLog.LoopFailed(log, failure, "schedule");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task<bool> TickAsync(CancellationToken cancel)
    {
        var needs = await round.TickAsync(cancel).ConfigureAwait(false);
        if (needs.Kinds) kinds.Follow(rulebook.Current.Policies);
        return needs.Again;
    }
}
