using System.Security.Cryptography.X509Certificates;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>How the server proves who it is, and how we prove who we are.</summary>
internal sealed class TlsMaterial
{
    /// <summary>Nothing special: the machine's own certificate authorities, no client certificate.</summary>
    public static TlsMaterial Default { get; } = new();

    /// <summary>The only certificate authorities that are trusted; null for those of the machine.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Who we are; null when no certificate says it.</summary>
    public ClientIdentity? Client { get; init; }

    /// <summary>The name that the server's certificate must bear, when it is not the host of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>Any certificate with any name will do (<c>insecure-skip-tls-verify</c>).</summary>
    public bool SkipVerification { get; init; }
}
