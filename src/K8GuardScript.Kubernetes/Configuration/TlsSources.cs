using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>
/// Where the certificates of an endpoint came from. Files are looked at again now and then, by content, as those who renew
/// them do it in many ways; what can't be used is said once, and what was good stays in use.
/// </summary>
internal sealed class TlsSources(PemSource? authority, PemSource? certificate, PemSource? key, ILogger log)
{
    private PemSource? authority = authority;
    private PemSource? certificate = certificate;
    private PemSource? key = key;
    private string complaintAboutAuthority = "";
    private string complaintAboutClient = "";

    /// <summary>Whether anything stands in a file.</summary>
    public bool CanChange => this.authority?.Path is not null || this.certificate?.Path is not null || this.key?.Path is not null;

    /// <summary>What the files hold now. Not safe to call twice at once.</summary>
    /// <param name="current">what is in use</param>
    /// <returns><paramref name="current"/> itself when nothing changed to the better</returns>
    public TlsMaterial Look(TlsMaterial current)
    {
        var authorities = current.Authorities;
        var client = current.Client;
        complaintAboutAuthority = Try(complaintAboutAuthority, () =>
        {
            if (this.authority?.Again() is not { } found || found == this.authority) return;
            authorities = CertificateMaterial.Authorities(found.Text, found.Place);
            this.authority = found;
            ConfigurationLog.AuthorityChanged(log, found.Place);
        });
        complaintAboutClient = Try(complaintAboutClient, () =>
        {
            if (this.certificate?.Again() is not { } c || this.key?.Again() is not { } k) return;
            if (c == this.certificate && k == this.key) return;
            client = CertificateMaterial.Client(c.Text, c.Place, k.Text, k.Place);
            (this.certificate, this.key) = (c, k);
            ConfigurationLog.ClientCertificateChanged(log, c.Place);
        });
        return authorities == current.Authorities && client == current.Client
            ? current
            : new TlsMaterial
            {
                Authorities = authorities,
                Client = client,
                ServerName = current.ServerName,
                SkipVerification = current.SkipVerification,
            };
    }

    private string Try(string lastComplaint, Action look)
    {
        try
        {
            look();
            return "";
        }
        catch (KubeconfigException e)
        {
            if (e.Message != lastComplaint) ConfigurationLog.KeptCertificates(log, e.Message);
            return e.Message;
        }
    }
}
