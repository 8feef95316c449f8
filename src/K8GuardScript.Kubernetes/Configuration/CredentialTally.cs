namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Counts how renewing credentials went. Safe to use from many tasks at once.</summary>
internal sealed class CredentialTally
{
    private long renewed;
    private long failed;

    /// <summary>Credentials that were got, the first one included.</summary>
    public long Renewed => Interlocked.Read(ref renewed);

    /// <summary>Tries that brought none.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>One more of <see cref="Renewed"/>.</summary>
    public void AddRenewed() => Interlocked.Increment(ref renewed);

    /// <summary>One more of <see cref="Failed"/>.</summary>
    public void AddFailed() => Interlocked.Increment(ref failed);
}
