using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Show;
using K8GuardScript.Kubernetes.Leases;

namespace K8GuardScript.Worker.Leadership;

/// <summary>Holds the cluster's lease for as long as the worker runs, and tells when it came or went.</summary>
internal sealed class LeaseLeadership(
    LeaderElection election, string place, HappeningLog happenings, TimeProvider clock, ILogger<LeaseLeadership> log) : BackgroundService, ILeadership
{
    private LeaseState told = LeaseState.Unknown;
    private int transitions;

    /// <inheritdoc />
    public string? WhyNot => election.WhyNot is { } why ? $"lease `{place}`: {why}" : null;

    /// <inheritdoc />
    public bool IsStandby => election.IsStandby;

    /// <inheritdoc />
    public int Transitions => Volatile.Read(ref transitions);

    /// <inheritdoc />
    public async Task<string?> ConfirmAsync(CancellationToken cancel) =>
        await election.ConfirmAsync(cancel).ConfigureAwait(false) is { } why ? $"lease `{place}`: {why}" : null;

    /// <summary>Gives the lease back. INVARIANT: only after everything that acts has ended.</summary>
    public async Task ReleaseAsync(CancellationToken cancel)
    {
        await election.ReleaseAsync(cancel).ConfigureAwait(false);
        Tell();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await TurnAsync(stoppingToken).ConfigureAwait(false);
            Tell();
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> TurnAsync(CancellationToken cancel)
    {
        try
        {
            return await election.TurnAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // INVARIANT: a turn that broke renewed nothing, so that soon nothing is done any more; the next turn tries again.
            WorkerLog.LoopFailed(log, failure, "leadership");
            return new LeaseTimes().RetryPeriod;
        }
        catch (OperationCanceledException)
        {
            return TimeSpan.Zero;
        }
    }

    private void Tell()
    {
        var why = election.WhyNot;
        var now = why is null ? LeaseState.Leading
            : election.Refused is not null ? LeaseState.Refused
            : election.IsStandby ? LeaseState.Standby
            : LeaseState.Waiting;
        if (now == told) return;
        if (now == LeaseState.Leading || told == LeaseState.Leading) Interlocked.Increment(ref transitions);
        var before = told;
        told = now;
        if (Line(now, before, why) is { } line) happenings.Tell(HappeningKind.Program, line);
    }

    private string? Line(LeaseState now, LeaseState before, string? why) => now switch
    {
        LeaseState.Leading => $"this guard (`{election.Identity}`) holds the lease `{place}`: it may act",
        LeaseState.Refused => $"lease `{place}`: {why}; this guard warns, and never acts: grant it get, create and update on that lease",
        LeaseState.Standby => $"lease `{place}`: {why}; this guard stands by: it judges and records, tells nobody and does nothing",
        _ when before == LeaseState.Leading => $"lease `{place}`: {why}; nothing is done until this guard holds it again",
        _ => null,
    };
}
