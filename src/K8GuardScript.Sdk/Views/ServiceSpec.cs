using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 ServiceSpec</c>. What is absent reads as absent all the way down.</summary>
public readonly struct ServiceSpec : IItem<ServiceSpec>, IView
{
    private readonly Field at;

    internal ServiceSpec(Field at) => this.at = at;

    /// <summary><c>allocateLoadBalancerNodePorts</c>: true or false.</summary>
    public bool? AllocateLoadBalancerNodePorts => at.ReadBool("allocateLoadBalancerNodePorts");

    /// <summary><c>clusterIP</c>: text.</summary>
    public Text ClusterIP => at.ReadText("clusterIP");

    /// <summary><c>clusterIPs</c>: a list of texts.</summary>
    public Items<Text> ClusterIPs => at.ReadItems<Text>("clusterIPs");

    /// <summary><c>externalIPs</c>: a list of texts.</summary>
    public Items<Text> ExternalIPs => at.ReadItems<Text>("externalIPs");

    /// <summary><c>externalName</c>: text.</summary>
    public Text ExternalName => at.ReadText("externalName");

    /// <summary><c>externalTrafficPolicy</c>: text.</summary>
    public Text ExternalTrafficPolicy => at.ReadText("externalTrafficPolicy");

    /// <summary><c>healthCheckNodePort</c>: a whole number.</summary>
    public int? HealthCheckNodePort => at.ReadInt("healthCheckNodePort");

    /// <summary><c>internalTrafficPolicy</c>: text.</summary>
    public Text InternalTrafficPolicy => at.ReadText("internalTrafficPolicy");

    /// <summary><c>ipFamilies</c>: a list of texts.</summary>
    public Items<Text> IpFamilies => at.ReadItems<Text>("ipFamilies");

    /// <summary><c>ipFamilyPolicy</c>: text.</summary>
    public Text IpFamilyPolicy => at.ReadText("ipFamilyPolicy");

    /// <summary><c>loadBalancerClass</c>: text.</summary>
    public Text LoadBalancerClass => at.ReadText("loadBalancerClass");

    /// <summary><c>loadBalancerIP</c>: text.</summary>
    public Text LoadBalancerIP => at.ReadText("loadBalancerIP");

    /// <summary><c>loadBalancerSourceRanges</c>: a list of texts.</summary>
    public Items<Text> LoadBalancerSourceRanges => at.ReadItems<Text>("loadBalancerSourceRanges");

    /// <summary><c>ports</c>: a list of objects.</summary>
    public Items<ServicePort> Ports => at.ReadItems<ServicePort>("ports");

    /// <summary><c>publishNotReadyAddresses</c>: true or false.</summary>
    public bool? PublishNotReadyAddresses => at.ReadBool("publishNotReadyAddresses");

    /// <summary><c>selector</c>: texts by key.</summary>
    public TextMap Selector => at.ReadMap("selector");

    /// <summary><c>sessionAffinity</c>: text.</summary>
    public Text SessionAffinity => at.ReadText("sessionAffinity");

    /// <summary><c>sessionAffinityConfig</c>: an object, read untyped.</summary>
    public Field SessionAffinityConfig => at.Member("sessionAffinityConfig");

    /// <summary><c>trafficDistribution</c>: text.</summary>
    public Text TrafficDistribution => at.ReadText("trafficDistribution");

    /// <summary><c>type</c>: text.</summary>
    public Text Type => at.ReadText("type");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static ServiceSpec IItem<ServiceSpec>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(ServiceSpec view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(ServiceSpec view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is ServiceSpec other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
