using K8GuardScript.Core.Guard.Clocks;


namespace K8GuardScript.Kubernetes.Leases;

/// <summary>A lease that we wrote last, as far as we know, and until when that lets us act.</summary>
internal sealed record HeldLease
{
    /// <summary>As the server answered to our last write.</summary>
    public required Lease Lease { get; init; }

    /// <summary>
    /// Timestamp at which that write was sent. INVARIANT: not when it was answered; others count from when it arrived at the earliest.
    /// </summary>
    public required long RenewedAt { get; init; }

    /// <summary>The wall clock's offset then: another one now tells of a sleep, which the timestamps do not show.</summary>
    public required TimeSpan WallOffset { get; init; }

    /// <summary>
    /// Timestamp from which we may act, null for at once: a lease that we made anew tells nothing of who held the one before, which a
    /// person may just have deleted, so its holder gets the time to notice.
    /// </summary>
    public long? CreatedAt { get; init; }

    /// <summary>Whether so little time has passed since the renewal that nobody else can hold it.</summary>
    public bool IsWithin(TimeSpan limit, TimeProvider time, IWallOffset wall)
    {
        // less than this is measured between two looks at clocks that nobody touched
        var slept = (wall.WallOffset - WallOffset).Duration() > TimeSpan.FromSeconds(1);
        return !slept && time.GetElapsedTime(RenewedAt) < limit;
    }

    /// <summary>Whether whoever held a lease that was deleted has had the time to notice.</summary>
    public bool IsSettled(TimeSpan duration, TimeProvider time) => CreatedAt is not { } created || time.GetElapsedTime(created) >= duration;
}
