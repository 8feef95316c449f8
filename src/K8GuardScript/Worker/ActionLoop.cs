using K8GuardScript.Core.Evaluate;
using K8GuardScript.Worker.Acting;

namespace K8GuardScript.Worker;

/// <summary>Every moment settles what is not known of earlier actions, takes back what is to be, and carries out what is due.</summary>
internal sealed class ActionLoop(
    ChangeRouter router, OpenOutcomes outcomes, TakingBack takingBack, DueActions dueActions, TimeProvider clock, ILogger<ActionLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await router.Settled.WaitAsync(stoppingToken).ConfigureAwait(false);
        outcomes.Follow();
        takingBack.Follow();
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                // in this order: what is found out or taken back decides what is still due
                await outcomes.SettleAsync(stoppingToken).ConfigureAwait(false);
                await takingBack.CarryOutAsync(stoppingToken).ConfigureAwait(false);
                await dueActions.CarryOutAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: one bad round never ends the loop, and never counts as done.
                WorkerLog.LoopFailed(log, failure, "action");
            }
        }
    }
}
