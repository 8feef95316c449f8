using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>Hears what changed in the store, after it changed. Must be quick: the watch waits for it.</summary>
internal interface IStoreListener
{
    /// <param name="kind">its kind</param>
    /// <param name="item">the object now</param>
    /// <param name="before">the object as it was known before, or null</param>
    void Changed(KindName kind, KubeObject item, KubeObject? before);

    void Gone(KindName kind, KubeObject last);

    void StateChanged(KindName kind, KindState state);

    /// <summary>A kind is not held any more. Its objects are not gone: nobody looks at them.</summary>
    void Forgotten(KindName kind)
    {
        // of interest only to who keeps something for each kind
    }
}
