using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Writes down what it hears from a store.</summary>
internal sealed class HearingListener : IStoreListener
{
    public List<string> Heard { get; } = [];

    public void Changed(KindName kind, KubeObject item, KubeObject? before) =>
        Heard.Add($"changed {item.Name} {before?.ResourceVersion ?? "-"}>{item.ResourceVersion}");

    public void Gone(KindName kind, KubeObject last) => Heard.Add($"gone {last.Name}");

    public void StateChanged(KindName kind, KindState state) => Heard.Add($"{kind.Kind} {state.Status}");
}
