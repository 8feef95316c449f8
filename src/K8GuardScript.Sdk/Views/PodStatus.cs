using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 PodStatus</c>. What is absent reads as absent all the way down.</summary>
public readonly struct PodStatus : IItem<PodStatus>, IView
{
    private readonly Field at;

    internal PodStatus(Field at) => this.at = at;

    /// <summary><c>allocatedResources</c>: values by key, read untyped.</summary>
    public Field AllocatedResources => at.Member("allocatedResources");

    /// <summary><c>conditions</c>: a list, read untyped.</summary>
    public Items<Field> Conditions => at.ReadItems<Field>("conditions");

    /// <summary><c>containerStatuses</c>: a list, read untyped.</summary>
    public Items<Field> ContainerStatuses => at.ReadItems<Field>("containerStatuses");

    /// <summary><c>ephemeralContainerStatuses</c>: a list, read untyped.</summary>
    public Items<Field> EphemeralContainerStatuses => at.ReadItems<Field>("ephemeralContainerStatuses");

    /// <summary><c>extendedResourceClaimStatus</c>: an object, read untyped.</summary>
    public Field ExtendedResourceClaimStatus => at.Member("extendedResourceClaimStatus");

    /// <summary><c>hostIP</c>: text.</summary>
    public Text HostIP => at.ReadText("hostIP");

    /// <summary><c>hostIPs</c>: a list, read untyped.</summary>
    public Items<Field> HostIPs => at.ReadItems<Field>("hostIPs");

    /// <summary><c>initContainerStatuses</c>: a list, read untyped.</summary>
    public Items<Field> InitContainerStatuses => at.ReadItems<Field>("initContainerStatuses");

    /// <summary><c>message</c>: text.</summary>
    public Text Message => at.ReadText("message");

    /// <summary><c>nodeAllocatableResourceClaimStatuses</c>: a list, read untyped.</summary>
    public Items<Field> NodeAllocatableResourceClaimStatuses => at.ReadItems<Field>("nodeAllocatableResourceClaimStatuses");

    /// <summary><c>nominatedNodeName</c>: text.</summary>
    public Text NominatedNodeName => at.ReadText("nominatedNodeName");

    /// <summary><c>observedGeneration</c>: a whole number.</summary>
    public long? ObservedGeneration => at.ReadLong("observedGeneration");

    /// <summary><c>phase</c>: text.</summary>
    public Text Phase => at.ReadText("phase");

    /// <summary><c>podIP</c>: text.</summary>
    public Text PodIP => at.ReadText("podIP");

    /// <summary><c>podIPs</c>: a list, read untyped.</summary>
    public Items<Field> PodIPs => at.ReadItems<Field>("podIPs");

    /// <summary><c>qosClass</c>: text.</summary>
    public Text QosClass => at.ReadText("qosClass");

    /// <summary><c>reason</c>: text.</summary>
    public Text Reason => at.ReadText("reason");

    /// <summary><c>resize</c>: text.</summary>
    public Text Resize => at.ReadText("resize");

    /// <summary><c>resourceClaimStatuses</c>: a list, read untyped.</summary>
    public Items<Field> ResourceClaimStatuses => at.ReadItems<Field>("resourceClaimStatuses");

    /// <summary><c>resources</c>: an object.</summary>
    public ResourceRequirements Resources => new(at.Member("resources"));

    /// <summary><c>startTime</c>: an instant.</summary>
    public DateTimeOffset? StartTime => at.ReadTime("startTime");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static PodStatus IItem<PodStatus>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(PodStatus view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(PodStatus view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is PodStatus other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
