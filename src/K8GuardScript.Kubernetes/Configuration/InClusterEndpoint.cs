using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>The way to the cluster from a pod: its service account and two variables that the kubelet sets.</summary>
internal static class InClusterEndpoint
{
    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";

    /// <summary>Whether this process seems to run in a pod.</summary>
    public static bool IsPresent(ConfigurationPlaces places) =>
        !string.IsNullOrEmpty(places.Environment(HostVariable)) && !string.IsNullOrEmpty(places.Environment(PortVariable));

    /// <exception cref="KubeconfigException">the pod has no usable service account</exception>
    public static ClusterEndpoint Load(ConfigurationPlaces places, TimeProvider time, ILogger log)
    {
        var token = Path.Combine(places.ServiceAccountFolder, "token");
        if (!File.Exists(token))
        {
            throw new KubeconfigException(
                $"this is a pod, but it has no token at `{token}`: " +
                "set automountServiceAccountToken: true, or mount a projected token there");
        }

        var authority = PemSource.OfFile(Path.Combine(places.ServiceAccountFolder, "ca.crt"));
        var server = ServerOf(places.Environment(HostVariable)!, places.Environment(PortVariable)!);
        return new ClusterEndpoint
        {
            Server = server,
            Tls = new TlsMaterial { Authorities = CertificateMaterial.Authorities(authority.Text, authority.Place) },
            TlsSources = new TlsSources(authority, null, null, log),
            Credentials = new TokenFile(token, time, log),
            IsOwn = true,
            Namespace = NamespaceOf(Path.Combine(places.ServiceAccountFolder, "namespace")),
            Description = $"the cluster of this pod, server `{server.OriginalString}`",
        };
    }

    private static Uri ServerOf(string host, string port)
    {
        var bracketed = host.Contains(':') && !host.StartsWith('[') ? $"[{host}]" : host;
        return Uri.TryCreate($"https://{bracketed}:{port}", UriKind.Absolute, out var server)
            ? server
            : throw new KubeconfigException($"{HostVariable} `{host}` and {PortVariable} `{port}` make no address; unset or correct them");
    }

    private static string NamespaceOf(string path)
    {
        if (!File.Exists(path)) return "default";
        var text = CertificateMaterial.ReadFile(path).Trim();
        return text.Length == 0 ? "default" : text;
    }
}
