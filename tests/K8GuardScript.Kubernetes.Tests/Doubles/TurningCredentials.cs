using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Gives one credential after another: the next one once the last was rejected, the last one for ever.</summary>
internal sealed class TurningCredentials(params Credential[] credentials) : ICredentialSource
{
    private int at;

    public CredentialTally Tally { get; } = new();

    public ValueTask<Credential> GetAsync(CancellationToken cancel) => new(credentials[at]);

    public void Rejected(Credential credential)
    {
        if (credential == credentials[at] && at + 1 < credentials.Length) at++;
    }

    public void Turn() => at++;
}
