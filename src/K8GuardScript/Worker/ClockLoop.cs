using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Worker;

/// <summary>Looks at the clocks every second, tells what is wrong with them, and has the ledger remember the time.</summary>
internal sealed class ClockLoop(GuardClock clock, Ledger ledger, HappeningLog happenings, ILogger<ClockLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MarkEvery = TimeSpan.FromMinutes(1);
    private long? marked;

    /// <summary>Begins to tell, and compares with what the ledger remembers; before anything is recorded.</summary>
    public void Attach()
    {
        clock.Told += line => happenings.Tell(HappeningKind.Program, line);
        if (ClockMark.Last(ledger) is { } last) clock.LedgerSays(last);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(false);
            try
            {
                if (clock.Trouble is null) Mark();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: the mark only helps the next start; a ledger that can't be written says so wherever something is recorded.
                WorkerLog.LoopFailed(log, failure, "clock");
            }
        }
    }

    private void Mark()
    {
        if (marked is { } before && clock.GetElapsedTime(before) < MarkEvery) return;
        marked = clock.GetTimestamp();
        ledger.Commit(() => ClockMark.At(clock.GetUtcNow()));
    }
}
