using System.Globalization;
using K8GuardScript.Kubernetes.Leases;

namespace K8GuardScript.Kubernetes.Tests.Leases.Election;

/// <summary>One lease on a server: versions, uids and conflicts as a real one has them.</summary>
internal sealed class LeaseServer
{
    private long version;
    private int uids;

    public Lease? Lease { get; private set; }

    /// <summary>Whether it answers at all; what arrives while it does not is lost.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whether it refuses everything, as for a caller without rights.</summary>
    public bool Refuses { get; set; }

    /// <summary>How often it was read.</summary>
    public int Reads { get; private set; }

    public LeaseOutcome Get()
    {
        Reads++;
        if (Refuses) return new LeaseOutcome(LeaseResult.Refused, null, "forbidden");
        return Lease is { } lease ? Done(lease) : new LeaseOutcome(LeaseResult.Missing, null, "");
    }

    public LeaseOutcome Create(Lease lease)
    {
        if (Refuses) return new LeaseOutcome(LeaseResult.Refused, null, "forbidden");
        if (Lease is not null) return new LeaseOutcome(LeaseResult.Lost, null, "it exists");
        uids++;
        return Done(Store(lease with { Uid = $"uid-{uids}" }));
    }

    public LeaseOutcome Update(Lease next)
    {
        if (Refuses) return new LeaseOutcome(LeaseResult.Refused, null, "forbidden");
        if (Lease is null) return new LeaseOutcome(LeaseResult.Missing, null, "");
        return Lease.Uid == next.Uid && Lease.ResourceVersion == next.ResourceVersion
            ? Done(Store(next))
            : new LeaseOutcome(LeaseResult.Lost, null, "it changed");
    }

    /// <summary>A person edits it.</summary>
    public void Edit(Func<Lease, Lease> change)
    {
        if (Lease is { } lease) Store(change(lease));
    }

    /// <summary>A person deletes it.</summary>
    public void Delete() => Lease = null;

    private static LeaseOutcome Done(Lease lease) => new(LeaseResult.Done, lease, "");

    private Lease Store(Lease lease)
    {
        version++;
        Lease = lease with { ResourceVersion = version.ToString(CultureInfo.InvariantCulture) };
        return Lease;
    }
}
