using K8GuardScript.Channels;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Worker;

/// <summary>Looks every moment which warnings are due, and has them sent.</summary>
internal sealed class WarningLoop(
    EscalationRound round, Notifier notifier, ChannelDirectory channels, Rulebook rulebook, TimeProvider clock, ILogger<WarningLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var settings = rulebook.Current.Settings;
                notifier.Start(round.At(clock.GetUtcNow()).Warnings, settings, channels.For(settings), stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: one bad round never ends the loop; what was due is due again.
                WorkerLog.LoopFailed(log, failure, "warning");
            }
        }
    }

    /// <summary>Lets what is on its way be recorded before the ledger is closed.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await notifier.DrainAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
