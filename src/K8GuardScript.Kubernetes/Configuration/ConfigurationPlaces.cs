namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Where to look for the way to the cluster.</summary>
internal sealed class ConfigurationPlaces
{
    /// <summary>A kubeconfig that was named outright; null to look in the usual places.</summary>
    public string? ExplicitPath { get; init; }

    /// <summary>A context that was named outright; null for the file's current-context.</summary>
    public string? Context { get; init; }

    /// <summary>Whether programs that a kubeconfig names may be run: a kubeconfig is code then.</summary>
    public bool AllowsExec { get; init; }

    /// <summary>Reads an environment variable; null where it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The user's folder, below which <c>.kube/config</c> lies.</summary>
    public string Home { get; init; } = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    /// <summary>Where the kubelet puts a pod's service account.</summary>
    public string ServiceAccountFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";
}
