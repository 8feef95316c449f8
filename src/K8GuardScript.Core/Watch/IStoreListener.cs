using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>Hears what changed in the store, after it changed. Must be quick: the watch waits for it.</summary>
internal interface IStoreListener
{
    void Changed(KindName kind, KubeObject item);

    void Gone(KindName kind, KubeObject last);

    void StateChanged(KindName kind, KindState state);
}
