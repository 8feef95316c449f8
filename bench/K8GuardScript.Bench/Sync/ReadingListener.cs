using System.Text.Json;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Bench.Sync;

/// <summary>Looks at every place of every object once, as policies would at worst: what objects make on demand is then made.</summary>
internal sealed class ReadingListener : IStoreListener
{
    public void Changed(KindName kind, KubeObject item, KubeObject? before)
    {
        using var writer = new Utf8JsonWriter(Stream.Null);
        item.WriteTo(writer);
    }

    public void Gone(KindName kind, KubeObject last)
    {
        // it was read when it came
    }

    public void StateChanged(KindName kind, KindState state)
    {
        // no object
    }
}
