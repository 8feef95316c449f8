using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>Something that sets the replicas of an object by itself.</summary>
/// <param name="Name">for people: <c>HorizontalPodAutoscaler `web`</c>, <c>KEDA's ScaledObject `web`</c></param>
/// <param name="Group">of what it scales</param>
/// <param name="Kind">of what it scales</param>
/// <param name="Target">name of what it scales, in the same namespace</param>
/// <param name="Minimum">it keeps no fewer replicas</param>
internal sealed record Autoscaler(string Name, string Group, string Kind, string Target, int Minimum)
{
    /// <summary>The kind that is asked for.</summary>
    public static readonly KindName Listed = new("autoscaling", "v2", "HorizontalPodAutoscaler");

    /// <param name="item">a HorizontalPodAutoscaler (autoscaling/v2)</param>
    public static Autoscaler Of(KubeObject item)
    {
        var spec = item.Root["spec"];
        var target = spec["scaleTargetRef"];

        // KEDA makes one for each of its ScaledObjects, and is who a person has to look at
        var keda = item.OwnerReferences().FirstOrDefault(owner => owner.Kind == "ScaledObject").Name;
        return new Autoscaler(
            keda is null ? $"HorizontalPodAutoscaler `{item.Name}`" : $"KEDA's ScaledObject `{keda}`",
            KindName.Parse(target["apiVersion"].Text.ToString(), "").Group,
            target["kind"].Text.ToString(),
            target["name"].Text.ToString(),
            (int)(spec["minReplicas"].Integer ?? 1));
    }

    /// <summary>Whether it scales an object; the group may be left out there.</summary>
    public bool Scales(ObjectKey key) => Target == key.Name && Kind == key.Kind && (Group.Length == 0 || Group == key.Group);
}
