using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>Finds the cluster for a verb.</summary>
internal static class ClusterAccess
{
    /// <param name="kubeconfig">as the user wrote it; null for the usual places</param>
    /// <param name="context">null for the current one</param>
    /// <param name="allowsExec">whether the kubeconfig may name programs to run</param>
    /// <exception cref="StartException">the path is none</exception>
    public static ConfigurationPlaces Places(string? kubeconfig, string? context, bool allowsExec) => new()
    {
        ExplicitPath = kubeconfig is null ? null : UserPath.Absolute(kubeconfig, "--kubeconfig"),
        Context = context,
        AllowsExec = allowsExec,
    };

    /// <exception cref="StartException">there is no usable way to a cluster</exception>
    public static ClusterEndpoint Load(ConfigurationPlaces places, ILoggerFactory loggers)
    {
        try
        {
            return EndpointLoader.Load(places, TimeProvider.System, loggers);
        }
        catch (KubeconfigException wrong)
        {
            throw new StartException(wrong.Message);
        }
    }

    /// <summary>The namespace of the pod in which this runs, or null outside a cluster.</summary>
    public static string? OwnNamespace(ConfigurationPlaces places)
    {
        var file = Path.Combine(places.ServiceAccountFolder, "namespace");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }
}
