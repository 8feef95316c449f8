using System.Globalization;

namespace K8GuardScript.Worker.Leadership;

/// <summary>Which lease decides who may act.</summary>
/// <param name="Namespace">where it lies; null for the pod's own, or that of the kubeconfig's context</param>
internal sealed record LeaseOptions(string? Namespace)
{
    /// <summary>Its name.</summary>
    public const string Name = "k8guard";

    /// <summary>Who this process is, as no other one is: the pod's name, or the machine's, and something of this start.</summary>
    public static string NewIdentity() =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}_{Guid.NewGuid():D}");
}
