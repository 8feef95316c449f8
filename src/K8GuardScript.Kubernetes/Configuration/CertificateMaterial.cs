using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Reads PEM certificates and keys, and says which file or key of a kubeconfig could not be used.</summary>
internal static class CertificateMaterial
{
    private const int LargestFile = 4 << 20;

    /// <exception cref="KubeconfigException">missing, unreadable or far too large</exception>
    public static string ReadFile(string path)
    {
        try
        {
            return SmallFile.Read(path, LargestFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException($"`{path}` can't be read: {e.Message}; correct the path or its permissions");
        }
    }

    /// <param name="pem">one or more certificates</param>
    /// <param name="place">file, or file and key, for the message</param>
    /// <exception cref="KubeconfigException">there is no certificate in it, or a broken one</exception>
    public static X509Certificate2Collection Authorities(string pem, string place)
    {
        var found = Certificates(pem, place);
        return found.Count > 0
            ? found
            : throw new KubeconfigException($"{place}: holds no certificate; it must be PEM with `BEGIN CERTIFICATE`");
    }

    /// <summary>The client's certificate with its key, and the certificates that stand behind it in the same text.</summary>
    /// <exception cref="KubeconfigException">either part is missing or broken, or they do not belong together</exception>
    public static ClientIdentity Client(
        string certificatePem, string certificatePlace, string keyPem, string keyPlace)
    {
        var chain = Authorities(certificatePem, certificatePlace);
        if (keyPem.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new KubeconfigException($"{keyPlace}: the key is encrypted; decrypt it with `openssl pkey` and name the result");

        X509Certificate2 own;
        try
        {
            own = X509Certificate2.CreateFromPem(chain[0].ExportCertificatePem(), keyPem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubeconfigException(
                $"{keyPlace}: is no PEM private key for the certificate in {certificatePlace}; name a matching pair");
        }

        chain.RemoveAt(0);
        return new ClientIdentity(OperatingSystem.IsWindows() ? Persisted(own) : own, chain);
    }

    /// <summary>Windows' TLS takes no key that lives in memory alone.</summary>
    private static X509Certificate2 Persisted(X509Certificate2 certificate)
    {
        using (certificate) return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2Collection Certificates(string pem, string place)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new KubeconfigException($"{place}: a certificate in it can't be read: {e.Message}");
        }

        return found;
    }
}
