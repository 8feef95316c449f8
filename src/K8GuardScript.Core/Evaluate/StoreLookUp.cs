using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Answers look-ups from what is watched. A kind that was not listed yet, or may not be read, is not known.</summary>
internal sealed class StoreLookUp(ObjectStore store, ImageSizes images, TimeProvider clock) : IClusterLookup
{
    /// <inheritdoc />
    public DateTimeOffset? Now => clock.GetUtcNow();

    /// <inheritdoc />
    public long? ImageSize(string image) => images.ImageSize(image);

    /// <inheritdoc />
    public IReadOnlyList<KubeObject>? List(LookUp wanted) =>
        store.List(KindName.Parse(wanted.ApiVersion, wanted.Kind), wanted.Namespace, wanted.Labels);

    /// <inheritdoc />
    public bool TryFind(LookUp wanted, out KubeObject? found)
    {
        var kind = KindName.Parse(wanted.ApiVersion, wanted.Kind);
        return store.TryFind(new ObjectKey(kind.Group, kind.Kind, wanted.Namespace ?? "", wanted.Name ?? ""), out found);
    }
}
