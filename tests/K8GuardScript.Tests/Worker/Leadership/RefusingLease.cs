using K8GuardScript.Kubernetes.Leases;

namespace K8GuardScript.Tests.Worker.Leadership;

/// <summary>A server on which nobody has rights to the lease until it is opened; then it keeps whatever comes.</summary>
internal sealed class RefusingLease : ILeaseCalls
{
    private int version;

    public Lease? Stored { get; set; }

    public bool IsOpen { get; set; }

    /// <summary>Whether whoever is stored holds it, and every write comes too late.</summary>
    public bool Steals { get; set; }

    public Task<LeaseOutcome> GetAsync(CancellationToken cancel) => Task.FromResult(
        !IsOpen ? No : Stored is null ? new LeaseOutcome(LeaseResult.Missing, null, "") : new LeaseOutcome(LeaseResult.Done, Stored, ""));

    public Task<LeaseOutcome> CreateAsync(Lease lease, CancellationToken cancel) => Task.FromResult(Store(lease with { Uid = "u" }));

    public Task<LeaseOutcome> UpdateAsync(Lease next, CancellationToken cancel) => Task.FromResult(Store(next));

    private static LeaseOutcome No => new(LeaseResult.Refused, null, "leases is forbidden");

    private LeaseOutcome Store(Lease lease)
    {
        if (!IsOpen) return No;
        if (Steals) return new LeaseOutcome(LeaseResult.Lost, null, "it changed");
        Stored = lease with { ResourceVersion = $"{++version}" };
        return new LeaseOutcome(LeaseResult.Done, Stored, "");
    }
}
