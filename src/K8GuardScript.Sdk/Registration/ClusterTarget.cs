using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>The object that stands for the cluster as a whole. No server has it; rules that are called once are called with it.</summary>
internal static class ClusterTarget
{
    public const string ApiVersion = "k8guard.io/v1";

    public const string Kind = "Cluster";

    public const string Name = "cluster";

    public static KubeObject Object { get; } = KubeObject.Parse(
        """{"apiVersion":"k8guard.io/v1","kind":"Cluster","metadata":{"name":"cluster"}}"""u8, ApiVersion, Kind);
}
