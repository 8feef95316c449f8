using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Bench.Sync;

/// <summary>Hears nothing.</summary>
internal sealed class QuietListener : IStoreListener
{
    public void Changed(KindName kind, KubeObject item, KubeObject? before)
    {
        // only the store is measured
    }

    public void Gone(KindName kind, KubeObject last)
    {
        // only the store is measured
    }

    public void StateChanged(KindName kind, KindState state)
    {
        // only the store is measured
    }
}
