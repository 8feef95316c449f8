using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;

namespace K8GuardScript.Kubernetes.Scaling;

/// <summary>Tells from what discovery said which kinds have a scale subresource.</summary>
internal sealed class ScalableKinds(ResourceCatalog catalog) : IScalableKinds
{
    /// <inheritdoc />
    public bool? IsScalable(KindName kind) => catalog.KnowsSubresource(kind, "scale");
}
