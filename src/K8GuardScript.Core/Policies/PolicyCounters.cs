namespace K8GuardScript.Core.Policies;

/// <summary>Counts what one revision of a policy did. Safe from any thread.</summary>
internal sealed class PolicyCounters
{
    private long evaluations;
    private long faults;
    private volatile bool readsImages;
    private volatile string? lastFault;

    /// <summary>Verdicts that came out, whatever they were.</summary>
    public long Evaluations => Interlocked.Read(ref evaluations);

    /// <summary>Verdicts that did not, because a rule broke.</summary>
    public long Faults => Interlocked.Read(ref faults);

    /// <summary>The latest fault, for people.</summary>
    public string? LastFault => lastFault;

    /// <summary>Whether a rule ever asked for the size of an image: such policies are evaluated again when nodes report new ones.</summary>
    public bool ReadsImages
    {
        get => readsImages;
        set => readsImages = value;
    }

    public void CountEvaluation() => Interlocked.Increment(ref evaluations);

    public void CountFault(string what)
    {
        lastFault = what;
        Interlocked.Increment(ref faults);
    }
}
