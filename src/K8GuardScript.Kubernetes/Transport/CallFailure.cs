namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Why a call brought no answer, or only a part of one.</summary>
internal enum CallFailure
{
    /// <summary>Its deadline passed.</summary>
    TimedOut,

    /// <summary>No connection: name, network, TLS or proxy. Nothing was sent.</summary>
    NotConnected,

    /// <summary>The connection broke after the request was, or may have been, sent.</summary>
    Lost,

    /// <summary>The answer is larger than the caller takes.</summary>
    TooLarge,

    /// <summary>There were no credentials to send. Nothing was sent.</summary>
    NoCredentials,

    /// <summary>There was no turn for it before its deadline, as too many calls wait already. Nothing was sent.</summary>
    Throttled,
}
