namespace K8GuardScript.Kubernetes.Watching;

/// <summary>How a cluster is watched.</summary>
internal sealed record WatchOptions
{
    /// <summary>
    /// How often all objects of a kind are compared with what is known of them, with up to a quarter more or less by chance;
    /// zero for never. The comparison is made between two watches, so it may be some minutes late.
    /// </summary>
    public TimeSpan CompareEvery { get; init; } = TimeSpan.FromHours(6);

    /// <summary>
    /// Whether first lists are streamed by a watch where the server has it (Kubernetes 1.34 on); a server that turns out not to
    /// have it is asked for lists.
    /// </summary>
    public bool StreamsLists { get; init; } = true;
}
