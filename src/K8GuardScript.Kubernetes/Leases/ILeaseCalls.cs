namespace K8GuardScript.Kubernetes.Leases;

/// <summary>The calls that leader election makes about its one lease. None throws but for a caller that gives up.</summary>
internal interface ILeaseCalls
{
    /// <summary>A quorum read.</summary>
    Task<LeaseOutcome> GetAsync(CancellationToken cancel);

    /// <summary>Lost when there is one already.</summary>
    Task<LeaseOutcome> CreateAsync(Lease lease, CancellationToken cancel);

    /// <summary>Lost when it is not as it was observed.</summary>
    /// <param name="next">as it should be, with the uid and the version that were observed</param>
    /// <param name="cancel">gives up</param>
    Task<LeaseOutcome> UpdateAsync(Lease next, CancellationToken cancel);
}
