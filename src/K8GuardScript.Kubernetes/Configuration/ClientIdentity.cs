using System.Security.Cryptography.X509Certificates;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>A client certificate with its private key, and the certificates that stood behind it, to be sent along.</summary>
internal sealed record ClientIdentity(X509Certificate2 Certificate, X509Certificate2Collection Intermediates)
{
    /// <summary>Whether the server sees the same client.</summary>
    public bool IsSameAs(ClientIdentity? other) =>
        other is not null && Certificate.RawDataMemory.Span.SequenceEqual(other.Certificate.RawDataMemory.Span);
}
