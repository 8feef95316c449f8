namespace K8GuardScript.Kubernetes.Leases;

/// <summary>A lease as it was observed, and since when it has not changed. Knows no other clock than the observer's monotonic one.</summary>
/// <param name="Lease">as it was read</param>
/// <param name="Since">timestamp at which it was first read like that</param>
internal sealed record LeaseView(Lease Lease, long Since)
{
    /// <summary>How long a lease that was given back may still be left to nobody, as whoever gives it back writes it.</summary>
    public static readonly TimeSpan Released = TimeSpan.FromSeconds(1);

    /// <summary>Whether its last holder gave it back, after all its work had ended. One that a person emptied does not look so.</summary>
    public bool IsGivenBack => Lease.Holder.Length == 0 && Lease.Duration == Released;

    /// <summary>
    /// Whether nobody who held it can still think so. What stands in it can lengthen the wait and never shorten it, as a person may have edited it.
    /// </summary>
    /// <param name="least">how long a holder that is one of ours may go on without renewing</param>
    /// <param name="time">the observer's</param>
    public bool IsFree(TimeSpan least, TimeProvider time)
    {
        var wait = Lease.Holder.Length > 0 && Lease.Duration > least ? Lease.Duration : least;
        return IsGivenBack || time.GetElapsedTime(Since) >= wait;
    }

    /// <summary>The view after another look: one that did not change keeps its age.</summary>
    public static LeaseView After(LeaseView? before, Lease seen, long now) => before?.Lease == seen ? before : new LeaseView(seen, now);
}
