namespace K8GuardScript.Core.Guard;

/// <summary>Whether this process is the one that may act. The cluster's leases do not fence, so it is asked right before each write.</summary>
internal interface ILeadership
{
    /// <summary>Why it may not act now, for people; null while it leads. From memory.</summary>
    string? WhyNot { get; }

    /// <summary>Whether another process is known to lead: then this one tells nobody anything either.</summary>
    bool IsStandby { get; }

    /// <summary>How often it came to lead or ceased to, since the start.</summary>
    int Transitions => 0;

    /// <summary>Makes sure, with a call to the cluster if the last one was too long ago: a process can have stood still without noticing.</summary>
    /// <returns>why it may not act, or null if it may for the length of one request</returns>
    Task<string?> ConfirmAsync(CancellationToken cancel);
}
