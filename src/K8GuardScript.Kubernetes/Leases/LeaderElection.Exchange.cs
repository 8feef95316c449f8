namespace K8GuardScript.Kubernetes.Leases;

/// <summary>One exchange with the server.</summary>
internal sealed partial class LeaderElection
{
    private async Task OnceAsync(CancellationToken cancel)
    {
        // on its last answer alone, which nobody else can have overwritten unseen: the write names its version
        if (held is { } mine && await RenewAsync(mine, mine.Lease, cancel)) return;

        var got = await calls.GetAsync(cancel);
        switch (got.Result)
        {
            case LeaseResult.Done:
                await FoundAsync(got.Lease!, cancel);
                break;
            case LeaseResult.Missing:
                await MissingAsync(cancel);
                break;
            default:
                Failed(got);
                break;
        }
    }

    private async Task FoundAsync(Lease seen, CancellationToken cancel)
    {
        var known = LeaseView.After(view, seen, time.GetTimestamp());
        view = known;
        hasLooked = true;
        if (held is { } mine)
        {
            // INVARIANT: within the deadline nobody else can have taken it, so a version that we do not know is a write of ours without an answer;
            // another uid is another lease, of which that does not hold
            if (seen.Holder == identity && seen.Uid == mine.Lease.Uid && mine.IsWithin(times.RenewDeadline, time, wall))
            {
                await RenewAsync(mine, seen, cancel);
                return;
            }

            // still as we wrote it last: the next turn tries again
            if (seen == mine.Lease) return;
            held = null;
        }

        if (known.IsFree(times.Duration, time))
        {
            await TakeAsync(seen, cancel);
            return;
        }

        refused = null;
        trouble = seen.Holder.Length == 0 || seen.Holder == identity
            ? "the lease is free, but whoever held it may not know yet"
            : $"`{seen.Holder}` holds the lease";
    }

    private async Task TakeAsync(Lease seen, CancellationToken cancel)
    {
        var (sent, offset, now) = (time.GetTimestamp(), wall.WallOffset, time.GetUtcNow());
        var next = Ours(seen) with { AcquiredAt = now, RenewedAt = now, Transitions = seen.Transitions + 1 };
        var outcome = await calls.UpdateAsync(next, cancel);
        if (IsOurs(outcome)) Hold(new HeldLease { Lease = outcome.Lease!, RenewedAt = sent, WallOffset = offset });
        else Failed(outcome);
    }

    private async Task MissingAsync(CancellationToken cancel)
    {
        view = null;
        hasLooked = true;
        var transitions = held is { } before ? before.Lease.Transitions + 1 : 0;
        held = null;
        var (sent, offset, now) = (time.GetTimestamp(), wall.WallOffset, time.GetUtcNow());
        var first = Ours(new Lease()) with { AcquiredAt = now, RenewedAt = now, Transitions = transitions };
        var outcome = await calls.CreateAsync(first, cancel);
        if (IsOurs(outcome)) Hold(new HeldLease { Lease = outcome.Lease!, RenewedAt = sent, WallOffset = offset, CreatedAt = time.GetTimestamp() });
        else Failed(outcome);
    }

    private async Task<bool> RenewAsync(HeldLease mine, Lease from, CancellationToken cancel)
    {
        var (sent, offset) = (time.GetTimestamp(), wall.WallOffset);
        var outcome = await calls.UpdateAsync(Ours(from) with { RenewedAt = time.GetUtcNow() }, cancel);
        if (!IsOurs(outcome)) return false;
        Hold(mine with { Lease = outcome.Lease!, RenewedAt = sent, WallOffset = offset });
        return true;
    }

    private Lease Ours(Lease lease) => lease with { Holder = identity, Duration = times.Duration };

    // what admission may have made of it is not ours
    private bool IsOurs(LeaseOutcome outcome) => outcome is { Result: LeaseResult.Done, Lease: { } lease } && lease.Holder == identity;

    private void Hold(HeldLease now)
    {
        hasLooked = true;
        held = now;
        view = LeaseView.After(view, now.Lease, time.GetTimestamp());
        refused = null;
    }

    private void Failed(LeaseOutcome outcome)
    {
        if (outcome.Result == LeaseResult.Refused)
        {
            // nobody is known to hold what we may not read, or may not take though it is free
            view = null;
            hasLooked = true;
            refused = outcome.Message;
            trouble = $"the server does not let the guard hold its lease: {outcome.Message}";
            return;
        }

        refused = null;
        trouble = outcome.Result == LeaseResult.Lost ? "another guard was quicker to take the lease" : $"the lease can't be read or taken: {outcome.Message}";
    }
}
