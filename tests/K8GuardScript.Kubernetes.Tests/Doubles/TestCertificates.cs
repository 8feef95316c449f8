using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>A certificate authority for one test.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestCertificates(string name = "test authority")
    {
        var request = new CertificateRequest($"CN={name}", this.key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Authority = request.CreateSelfSigned(From, To);
    }

    public X509Certificate2 Authority { get; }

    // the certificate check of the operating system knows no test clock
    private static DateTimeOffset From { get; } = TimeProvider.System.GetUtcNow().AddDays(-1);

    private static DateTimeOffset To { get; } = TimeProvider.System.GetUtcNow().AddDays(30);

    /// <summary>A certificate with its key for a server at these names or addresses.</summary>
    public X509Certificate2 Issue(params string[] hosts) => Issue(From, To, null, hosts);

    /// <summary>One whose time is over.</summary>
    public X509Certificate2 IssueExpired(params string[] hosts) => Issue(From, From.AddHours(1), null, hosts);

    /// <summary>One that its authority made for clients alone.</summary>
    public X509Certificate2 IssueForClients(params string[] hosts) => Issue(From, To, "1.3.6.1.5.5.7.3.2", hosts);

    private X509Certificate2 Issue(DateTimeOffset from, DateTimeOffset to, string? usage, string[] hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={hosts[0]}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
            else names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        if (usage is not null) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        using var issued = request.Create(Authority, from, to, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        Authority.Dispose();
        this.key.Dispose();
    }
}
