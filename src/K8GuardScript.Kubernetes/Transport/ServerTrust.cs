using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Makes TLS settings of an endpoint's certificates.</summary>
internal static class ServerTrust
{
    /// <summary>
    /// What is accepted is said by a policy and never by a callback, so that the name in the certificate is always compared,
    /// but for an endpoint that asks for no verification at all.
    /// </summary>
    /// <param name="tls">of the endpoint</param>
    /// <param name="client">who we are to this server; null when no certificate says it</param>
    public static SslClientAuthenticationOptions OptionsFor(TlsMaterial tls, ClientIdentity? client)
    {
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = ChainPolicy(tls) };
        if (client is not null)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(client.Certificate, client.Intermediates, offline: true);
        return options;
    }

    private static X509ChainPolicy ChainPolicy(TlsMaterial tls)
    {
        // cluster authorities publish no revocation lists, and fetching one would need the network that is being set up
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        // these flags include IgnoreInvalidName, which SslStream heeds
        if (tls.SkipVerification) policy.VerificationFlags = X509VerificationFlags.AllFlags;
        if (tls.Authorities is not { } authorities) return policy;

        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
