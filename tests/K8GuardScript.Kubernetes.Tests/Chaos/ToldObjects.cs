using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Kubernetes.Tests.Chaos;

/// <summary>Keeps what a store told of its changes: must be what the store holds, or someone was told wrong.</summary>
internal sealed class ToldObjects : IStoreListener
{
    private readonly Lock gate = new();
    private readonly Dictionary<(KindName Kind, string Name), string> versions = [];

    public Dictionary<string, string> Of(KindName kind)
    {
        lock (gate) return versions.Where(pair => pair.Key.Kind == kind).ToDictionary(pair => pair.Key.Name, pair => pair.Value);
    }

    public void Changed(KindName kind, KubeObject item, KubeObject? before)
    {
        lock (gate) versions[(kind, NameOf(item))] = $"{item.Uid} {item.ResourceVersion}";
    }

    public void Gone(KindName kind, KubeObject last)
    {
        lock (gate) versions.Remove((kind, NameOf(last)));
    }

    public void StateChanged(KindName kind, KindState state)
    {
        // the store itself is asked how it stands
    }

    private static string NameOf(KubeObject item) => $"{item.Namespace}/{item.Name}";
}
