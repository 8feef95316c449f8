namespace K8GuardScript.Kubernetes.Watching;

/// <summary>What comes after a list or a watch.</summary>
internal enum NextStep
{
    /// <summary>Watch from the version, at once: all is well.</summary>
    Watch,

    /// <summary>Something failed, but what is known is a good place to go on from: wait, then watch from the version.</summary>
    WatchLater,

    /// <summary>Something failed, or the version is no longer kept: wait, then list.</summary>
    ListLater,

    /// <summary>The server does not give this kind: wait long, then list.</summary>
    Refused,
}

/// <param name="Next">what comes next</param>
/// <param name="Version">where to watch from; empty when a list is needed</param>
/// <param name="Reason">for metrics, from a closed set</param>
/// <param name="Message">for people; empty when all is well</param>
/// <param name="RetryAfter">the server's wish</param>
internal sealed record StepOutcome(NextStep Next, string Version, string Reason, string Message = "", TimeSpan? RetryAfter = null);
