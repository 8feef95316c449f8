namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Gives the bearer token of a call. Safe to call from many tasks at once.</summary>
internal interface ICredentialSource
{
    /// <returns>the token, or null when calls carry none (anonymous, or a client certificate says who calls)</returns>
    /// <exception cref="CredentialException">no token can be had just now</exception>
    ValueTask<string?> TokenAsync(CancellationToken cancel);

    /// <summary>The server answered 401 to this token: a source that can get a newer one does so for the next call.</summary>
    void Rejected(string token);
}
