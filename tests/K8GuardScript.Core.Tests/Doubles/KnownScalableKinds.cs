using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Knows what a test told.</summary>
internal sealed class KnownScalableKinds : IScalableKinds
{
    public Dictionary<string, bool> Known { get; } = [];

    public bool? IsScalable(KindName kind) => Known.TryGetValue(kind.Kind, out var isScalable) ? isScalable : null;
}
