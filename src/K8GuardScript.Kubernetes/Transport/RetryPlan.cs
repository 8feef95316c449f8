namespace K8GuardScript.Kubernetes.Transport;

/// <summary>
/// Decides for one call whether it is sent again. Only what reads, only when the server names a time, and only so often and
/// so long that what repeats calls above (lists have growing waits of their own) is not multiplied into a storm.
/// </summary>
internal sealed class RetryPlan(ApiCall call)
{
    /// <summary>Tries altogether (client-go: 10).</summary>
    public const int MostTries = 10;

    /// <summary>All waits of a call together; a server that asks for more is heeded by whoever called.</summary>
    public static readonly TimeSpan MostWaiting = TimeSpan.FromSeconds(10);

    /// <summary>A server that says 0 is not hammered.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    private int tries = 1;
    private TimeSpan waited;
    private bool wasRenewed;

    /// <summary>Whether the call may be sent once more with another credential.</summary>
    public bool MayRenew()
    {
        if (!call.IsRead || wasRenewed) return false;
        return wasRenewed = true;
    }

    /// <param name="code">of the answer</param>
    /// <param name="retryAfter">of its header; null without</param>
    /// <param name="remaining">until the deadline</param>
    /// <returns>how long to wait before the next try; null when there is none</returns>
    public TimeSpan? WaitAfter(int code, TimeSpan? retryAfter, TimeSpan remaining)
    {
        // not 504: the server has already waited for us, and does so again each time (a version that it does not have yet)
        if (!call.IsRead || call.IsWatch || code is not (429 or 500 or 502 or 503) || retryAfter is not { } wish) return null;
        var wait = wish > LeastWait ? wish : LeastWait;
        if (tries >= MostTries || waited + wait > MostWaiting || wait >= remaining) return null;
        tries++;
        waited += wait;
        return wait;
    }
}
