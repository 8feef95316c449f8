using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>Where an object is, or is to be created.</summary>
/// <param name="Kind">in the version that is to be spoken</param>
/// <param name="Namespace">empty for cluster-scoped kinds</param>
/// <param name="Name"><c>metadata.name</c></param>
internal readonly record struct ObjectAddress(KindName Kind, string Namespace, string Name)
{
    /// <inheritdoc />
    public override string ToString() => Namespace.Length == 0 ? $"{Kind.Kind} {Name}" : $"{Kind.Kind} {Namespace}/{Name}";
}
