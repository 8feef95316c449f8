using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

/// <summary>A store that is kept by a watch, as in the worker.</summary>
internal sealed class WatchedCache : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public WatchedCache(ApiClient api, ResourceCatalog catalog, params KindName[] kinds)
    {
        Store = new ObjectStore(new Deaf());
        foreach (var kind in kinds) Store.Expect(kind);
        running = new ClusterWatch(api, catalog, Store).RunAsync(kinds, stop.Token);
    }

    public ObjectStore Store { get; }

    public KindStatus StatusOf(KindName kind) => Store.States()[kind].Status;

    public KubeObject? Find(KindName kind, string @namespace, string name) => Store.Get(new ObjectKey(kind.Group, kind.Kind, @namespace, name));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private sealed class Deaf : IStoreListener
    {
        public void Changed(KindName kind, KubeObject item, KubeObject? before)
        {
            // the tests look at the store
        }

        public void Gone(KindName kind, KubeObject last)
        {
            // the tests look at the store
        }

        public void StateChanged(KindName kind, KindState state)
        {
            // the tests look at the store
        }
    }
}
