namespace K8GuardScript.Worker.Leadership;

/// <summary>Where this process stands with the lease, as far as people are told.</summary>
internal enum LeaseState
{
    /// <summary>Nothing was told yet.</summary>
    Unknown,

    /// <summary>Nobody is known to hold it, and this one may not act.</summary>
    Waiting,

    /// <summary>It may act.</summary>
    Leading,

    /// <summary>Another one holds it.</summary>
    Standby,

    /// <summary>The server does not let it take part.</summary>
    Refused,
}
