namespace K8GuardScript.Kubernetes.Configuration;

/// <param name="token">sent with every call; null for none</param>
internal sealed class FixedToken(string? token) : ICredentialSource
{
    private readonly Credential credential = new(token);

    /// <inheritdoc />
    public CredentialTally Tally { get; } = new();

    /// <inheritdoc />
    public ValueTask<Credential> GetAsync(CancellationToken cancel) => new(this.credential);

    /// <inheritdoc />
    public void Rejected(Credential credential)
    {
        // there is no other token to try
    }
}
