namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Gives the credential of a call. Safe to call from many tasks at once.</summary>
internal interface ICredentialSource
{
    /// <summary>How often it was renewed, for metrics.</summary>
    CredentialTally Tally { get; }

    /// <returns>without a token when calls carry none (anonymous, or a certificate of the configuration says who calls)</returns>
    /// <exception cref="CredentialException">no credential can be had just now</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancel);

    /// <summary>The server answered 401 to this: a source that can get a newer one does so for the next call.</summary>
    void Rejected(Credential credential);

    /// <summary>Nothing is asked of it any more: what it has under way ends.</summary>
    void Stop()
    {
    }
}
