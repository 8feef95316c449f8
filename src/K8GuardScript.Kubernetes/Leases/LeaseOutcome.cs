namespace K8GuardScript.Kubernetes.Leases;

/// <summary>What a call about a lease came to.</summary>
internal enum LeaseResult
{
    /// <summary>Read, created or renewed: <see cref="LeaseOutcome.Lease"/> is how it stands.</summary>
    Done,

    /// <summary>There is no such lease.</summary>
    Missing,

    /// <summary>Somebody else was quicker: the lease exists already, or has changed since it was observed. Nothing was written.</summary>
    Lost,

    /// <summary>The server answered, and said no.</summary>
    Refused,

    /// <summary>Nothing was written, and later it may be: the server is busy or can't be reached.</summary>
    NotNow,

    /// <summary>Nobody knows; the lease may have been written.</summary>
    Unknown,
}

/// <param name="Result">which of the six</param>
/// <param name="Lease">as it stands on the server; only when done</param>
/// <param name="Message">for people; the server's words where it said some</param>
internal sealed record LeaseOutcome(LeaseResult Result, Lease? Lease, string Message);
