using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Clocks;

namespace K8GuardScript.Kubernetes.Leases;

/// <summary>
/// Elects one of several processes by a lease, as client-go's <c>leaderelection</c> does: whoever holds it renews it, and others take it when
/// it has not changed for its whole length by their own monotonic clock. No time that stands in it is compared with ours.
/// </summary>
/// <remarks>
/// Leases do not fence: a process that stood still may find that another one leads. So a leader may act only for <see cref="LeaseTimes.Fence"/>
/// after it sent a renewal that was accepted, and must renew first when more passed, or when the machine may have slept.
/// Stricter than client-go where people change the lease: only our own accepted write makes us leader, what they write never shortens a wait,
/// and a lease that we created gives the right to act only after its whole length. Safe from any thread; one exchange runs at a time.
/// </remarks>
/// <param name="calls">about the one lease</param>
/// <param name="identity">of this process alone, and of no later one</param>
/// <param name="times">how fast it goes</param>
/// <param name="time">of which only timestamps count; its instants are written for people</param>
/// <param name="wall">tells of sleeps</param>
/// <param name="random">spreads those who wait</param>
internal sealed partial class LeaderElection(
    ILeaseCalls calls, string identity, LeaseTimes times, TimeProvider time, IWallOffset wall, Random random) : ILeadership
{
    // what is not allowed is asked for again, but not so often
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly LeaseTimes times = times.Checked();
    private readonly long started = time.GetTimestamp();
    private Task exchange = Task.CompletedTask;
    private volatile HeldLease? held;
    private volatile LeaseView? view;
    private volatile string? refused;
    private volatile string trouble = "the lease was not looked at yet";
    private volatile bool hasLooked;
    private volatile bool isOver;

    /// <summary>Who holds the lease when this process does.</summary>
    public string Identity => identity;

    /// <summary>Why the server does not let us elect, or null: rights are missing, or the namespace.</summary>
    public string? Refused => refused;

    /// <inheritdoc />
    public string? WhyNot
    {
        get
        {
            if (isOver) return "the guard is stopping";
            if (held is not { } mine) return trouble;
            if (!mine.IsWithin(times.Fence, time, wall)) return "the lease must be renewed first";
            return mine.IsSettled(times.Duration, time) ? null : "the lease is new, and a guard that held one before must get the time to notice";
        }
    }

    /// <inheritdoc />
    /// <remarks>Once known it stays so until the lease was found free, however long the server is out of reach.</remarks>
    public bool IsStandby
    {
        get
        {
            if (held is not null || refused is not null) return false;
            return hasLooked
                ? view is { } seen && seen.Lease.Holder.Length > 0 && seen.Lease.Holder != identity
                : time.GetElapsedTime(started) < times.Duration;
        }
    }

    /// <summary>Tries once to hold the lease, or to go on holding it.</summary>
    /// <returns>how long to wait before the next time</returns>
    public async Task<TimeSpan> TurnAsync(CancellationToken cancel)
    {
        await ExchangeAsync(cancel);
        if (held is not null) return times.RetryPeriod;
        var pause = refused is null ? times.RetryPeriod : RefusedPause;
        return pause * (1 + (LeaseTimes.Jitter * random.NextDouble()));
    }

    /// <inheritdoc />
    public async Task<string?> ConfirmAsync(CancellationToken cancel)
    {
        // the first exchange may be one that is under way, and was sent before we stood still
        for (var tries = 2; tries > 0 && MustRenew; tries--) await ExchangeAsync(cancel);
        return WhyNot;
    }

    /// <summary>Gives the lease back, so that another one need not wait; from now on this one never leads.</summary>
    /// <remarks>INVARIANT: only after all work has ended, or another one acts beside it.</remarks>
    public async Task ReleaseAsync(CancellationToken cancel)
    {
        isOver = true;
        Task running;
        lock (gate) running = exchange;
        await running;
        if (held is not { } mine) return;
        held = null;
        if ((await GiveBackAsync(mine, mine.Lease, cancel)).Result != LeaseResult.Lost) return;

        // an answer that got lost may have been about a renewal of ours
        var now = await calls.GetAsync(cancel);
        if (now.Lease is { } lease && lease.Holder == identity) await GiveBackAsync(mine, lease, cancel);
    }

    private bool MustRenew => !isOver && held is { } mine && !mine.IsWithin(times.Fence, time, wall);

    private Task<LeaseOutcome> GiveBackAsync(HeldLease mine, Lease lease, CancellationToken cancel)
    {
        // one that is too new is only emptied: others go on waiting for whoever held the one before
        var duration = mine.IsSettled(times.Duration, time) ? LeaseView.Released : times.Duration;
        return calls.UpdateAsync(lease with { Holder = "", Duration = duration, RenewedAt = time.GetUtcNow() }, cancel);
    }

    private Task ExchangeAsync(CancellationToken cancel)
    {
        TaskCompletionSource done;
        lock (gate)
        {
            if (isOver) return Task.CompletedTask;
            if (!exchange.IsCompleted) return exchange.WaitAsync(cancel);
            done = new TaskCompletionSource();
            exchange = done.Task;
        }

        return RunAsync(done, cancel);
    }

    private async Task RunAsync(TaskCompletionSource done, CancellationToken cancel)
    {
        try
        {
            await OnceAsync(cancel);
        }
        finally
        {
            done.SetResult();
        }
    }
}
