using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Makes TLS settings of an endpoint's certificates. The name in the server's certificate is compared always.</summary>
internal static class ServerTrust
{
    /// <summary>Which chains are accepted is said by a policy and never by a callback, which would also decide about names.</summary>
    public static SslClientAuthenticationOptions OptionsFor(TlsMaterial tls)
    {
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = ChainPolicy(tls) };
        if (tls.ClientCertificate is { } own)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own, tls.ClientIntermediates, offline: true);
        return options;
    }

    private static X509ChainPolicy ChainPolicy(TlsMaterial tls)
    {
        // cluster authorities publish no revocation lists, and fetching one would need the network that is being set up
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (tls.SkipVerification) policy.VerificationFlags = X509VerificationFlags.AllFlags;
        if (tls.Authorities is not { } authorities) return policy;

        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
