using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>
/// Finds the way to the cluster: a file named outright, else <c>KUBECONFIG</c>, else <c>~/.kube/config</c>, else the
/// service account of the pod that we run in.
/// </summary>
internal static class EndpointLoader
{
    /// <exception cref="KubeconfigException">nothing was found, or what was found can't be used</exception>
    public static ClusterEndpoint Load(ConfigurationPlaces places, TimeProvider time, ILoggerFactory loggers)
    {
        var log = loggers.CreateLogger("K8GuardScript.Kubernetes.Configuration");
        if (places.ExplicitPath is { } path) return FromFiles([path], places, time, log);
        if (places.Environment("KUBECONFIG") is { Length: > 0 } list) return FromFiles(ExistingOf(list), places, time, log);

        var usual = Path.Combine(places.Home, ".kube", "config");
        if (File.Exists(usual)) return FromFiles([usual], places, time, log);
        if (InClusterEndpoint.IsPresent(places)) return InClusterEndpoint.Load(places, time, log);

        throw new KubeconfigException(
            $"no way to a cluster was found: there is no `{usual}`, KUBECONFIG is not set, and this is no pod; " +
            "name a file with --kubeconfig or set KUBECONFIG");
    }

    private static ClusterEndpoint FromFiles(IEnumerable<string> paths, ConfigurationPlaces places, TimeProvider time, ILogger log)
    {
        var files = paths.Select(path => KubeconfigFile.Read(Path.GetFullPath(path))).ToArray();
        return new KubeconfigEndpoint(new MergedKubeconfig(files), places.AllowsExec, time, log).Resolve(places.Context);
    }

    /// <summary>Files of the list that do not exist are passed over, as kubectl does, but not all of them.</summary>
    private static string[] ExistingOf(string list)
    {
        var named = list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var existing = named.Where(File.Exists).Distinct(StringComparer.Ordinal).ToArray();
        return existing.Length > 0
            ? existing
            : throw new KubeconfigException(
                $"KUBECONFIG is `{list}`, and no such file exists; correct it, or unset it to use ~/.kube/config");
    }
}
