using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Actions.Planning;

/// <summary>Knows which kinds have a scale subresource, as far as the server has said.</summary>
internal interface IScalableKinds
{
    /// <summary>From memory; null when it is not known yet.</summary>
    bool? IsScalable(KindName kind);
}
