namespace K8GuardScript.Kubernetes.Configuration;

/// <param name="token">sent with every call; null for none</param>
internal sealed class FixedToken(string? token) : ICredentialSource
{
    /// <inheritdoc />
    public ValueTask<string?> TokenAsync(CancellationToken cancel) => new(token);

    /// <inheritdoc />
    public void Rejected(string token)
    {
        // there is no other token to try
    }
}
