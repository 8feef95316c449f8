using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Worker;

/// <summary>Looks every moment what is due: has warnings sent, and leaves actions to whoever carries them out.</summary>
internal sealed class EscalationLoop(
    EscalationRound round, BreakerNews breaker, SetAsideNews aside, DueWarnings warnings, Silence silence, Ledger ledger, ChangeRouter router,
    TimeProvider clock, ILogger<EscalationLoop> log) : BackgroundService
{
    // so many are written together; what others write need not wait for more
    private const int MostPerCommit = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private IReadOnlyList<Outlook> actions = [];

    /// <summary>The actions that the latest round found due; each round's once.</summary>
    public IReadOnlyList<Outlook> TakeActions() => Interlocked.Exchange(ref actions, []);

    /// <summary>Lets what is on its way be recorded before the ledger is closed.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await warnings.DrainAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // INVARIANT: what is not listed yet is not gone; a warning is void only for what was really seen.
        await router.Settled.WaitAsync(stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                Look(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: one bad round never ends the loop; what was due is due again.
                WorkerLog.LoopFailed(log, failure, "escalation");
            }
        }
    }

    private void Look(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();

        // what trips now is not acted on in this round
        breaker.Look();
        aside.Look();
        var result = round.At(now);
        foreach (var chunk in result.Turned.Chunk(MostPerCommit))
            ledger.Commit(() => new LedgerChange { Episodes = result.Changes(ledger.Find, chunk, now) });

        // INVARIANT: another guard tells and does it, or nobody as the time may be wrong. What is due stays due.
        if (silence.BesidesLedger is not null) return;
        Interlocked.Exchange(ref actions, result.Actions);
        warnings.Start(result.Warnings, cancel);
    }
}
