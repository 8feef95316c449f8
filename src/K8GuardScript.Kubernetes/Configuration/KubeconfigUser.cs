using K8GuardScript.Kubernetes.Configuration.Plugins;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Turns a user of a kubeconfig into what calls show to the server.</summary>
internal sealed class KubeconfigUser(KubeconfigMap user, bool allowsExec, TimeProvider time, ILogger log)
{
    /// <summary>Whether calls carry a bearer token.</summary>
    public bool SendsToken => user.Has("token") || user.Has("tokenFile") || user.Has("exec");

    /// <summary>A plugin that is named beside a token is not run, as in kubectl.</summary>
    public bool IgnoresPlugin => user.Has("exec") && (user.Has("token") || user.Has("tokenFile"));

    /// <summary>For a message about <see cref="IgnoresPlugin"/>.</summary>
    public string PluginPlace => user.Place("exec");

    /// <param name="cluster">for a plugin that wants to know it</param>
    /// <exception cref="KubeconfigException">something is missing, contradicts itself or is not supported</exception>
    public ICredentialSource Credentials(KubeconfigMap cluster)
    {
        RefuseWhatIsGone();
        if (user.FilePath("tokenFile") is { } path)
        {
            return File.Exists(path)
                ? new TokenFile(path, time, log)
                : throw user.Wrong("tokenFile", $"is `{path}`, which does not exist; correct the path");
        }

        var token = user.Text("token");
        if (token is not null && !BearerToken.IsWellFormed(token))
            throw user.Wrong("token", "holds characters that no token has; copy it again without line breaks");
        return token is null && user.Map("exec", "exec") is { } exec
            ? new ExecCredentials(Allowed(exec, cluster), time, log)
            : new FixedToken(token);
    }

    private ExecPlugin Allowed(KubeconfigMap exec, KubeconfigMap cluster)
    {
        var plugin = ExecPluginReader.Read(exec, cluster);
        return allowsExec
            ? plugin
            : throw user.Wrong(
                "exec",
                $"names the credential plugin `{plugin.Command}`, a program that would be run here: allow it with --allow-exec " +
                "if you trust this file, or use a token or a client certificate");
    }

    private void RefuseWhatIsGone()
    {
        if (user.Has("auth-provider"))
        {
            var instead = Instead(user.Map("auth-provider", "auth-provider"));
            throw user.Wrong("auth-provider", $"was removed from Kubernetes clients; {instead}");
        }

        if (user.Has("username") || user.Has("password"))
        {
            throw user.Wrong(
                user.Has("username") ? "username" : "password",
                "is basic authentication, which Kubernetes no longer has; use a token or a client certificate");
        }
    }

    private static string Instead(KubeconfigMap? provider) => provider?.Text("name") switch
    {
        "gcp" => "use the exec plugin `gke-gcloud-auth-plugin` (run `gcloud container clusters get-credentials` anew) with --allow-exec",
        "azure" => "use the exec plugin `kubelogin` (run `kubelogin convert-kubeconfig`) with --allow-exec",
        "oidc" => "use an exec plugin that gets OIDC tokens, such as `kubectl-oidc_login`, with --allow-exec, or a tokenFile",
        _ => "use a token, a client certificate, or an exec plugin with --allow-exec",
    };
}
