namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>The certificates that a cluster and a user of a kubeconfig name, and where they stand.</summary>
internal sealed record KubeconfigTls(
    PemSource? Authority, PemSource? Certificate, PemSource? Key, string? ServerName, bool SkipVerification)
{
    /// <exception cref="KubeconfigException">something is missing or contradicts itself</exception>
    public static KubeconfigTls Read(KubeconfigMap cluster, KubeconfigMap? user)
    {
        var skip = cluster.Flag("insecure-skip-tls-verify");
        var authority = PemSource.From(cluster, "certificate-authority");
        if (skip && authority is not null)
            throw cluster.Wrong("insecure-skip-tls-verify", "contradicts a certificate-authority beside it; remove one of them");

        var certificate = user is null ? null : PemSource.From(user, "client-certificate");
        var key = user is null ? null : PemSource.From(user, "client-key");
        if (certificate is null != key is null)
        {
            throw user!.Wrong(
                certificate is null ? "client-key" : "client-certificate", "has no counterpart; name both certificate and key");
        }

        return new KubeconfigTls(authority, certificate, key, cluster.Text("tls-server-name"), skip);
    }

    /// <exception cref="KubeconfigException">something in it is broken</exception>
    public TlsMaterial Load() => new()
    {
        Authorities = Authority is { } ca ? CertificateMaterial.Authorities(ca.Text, ca.Place) : null,
        Client = Certificate is { } c && Key is { } k ? CertificateMaterial.Client(c.Text, c.Place, k.Text, k.Place) : null,
        ServerName = ServerName,
        SkipVerification = SkipVerification,
    };
}
