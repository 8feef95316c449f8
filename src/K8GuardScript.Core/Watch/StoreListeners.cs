using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>Several that listen to one store, told in this order.</summary>
internal sealed class StoreListeners(params IStoreListener[] all) : IStoreListener
{
    /// <inheritdoc />
    public void Changed(KindName kind, KubeObject item, KubeObject? before)
    {
        foreach (var listener in all) listener.Changed(kind, item, before);
    }

    /// <inheritdoc />
    public void Gone(KindName kind, KubeObject last)
    {
        foreach (var listener in all) listener.Gone(kind, last);
    }

    /// <inheritdoc />
    public void StateChanged(KindName kind, KindState state)
    {
        foreach (var listener in all) listener.StateChanged(kind, state);
    }

    /// <inheritdoc />
    public void Forgotten(KindName kind)
    {
        foreach (var listener in all) listener.Forgotten(kind);
    }
}
