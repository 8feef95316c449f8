using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 NodeStatus</c>. What is absent reads as absent all the way down.</summary>
public readonly struct NodeStatus : IItem<NodeStatus>, IView
{
    private readonly Field at;

    internal NodeStatus(Field at) => this.at = at;

    /// <summary><c>addresses</c>: a list, read untyped.</summary>
    public Items<Field> Addresses => at.ReadItems<Field>("addresses");

    /// <summary><c>allocatable</c>: values by key, read untyped.</summary>
    public Field Allocatable => at.Member("allocatable");

    /// <summary><c>capacity</c>: values by key, read untyped.</summary>
    public Field Capacity => at.Member("capacity");

    /// <summary><c>conditions</c>: a list, read untyped.</summary>
    public Items<Field> Conditions => at.ReadItems<Field>("conditions");

    /// <summary><c>config</c>: an object, read untyped.</summary>
    public Field Config => at.Member("config");

    /// <summary><c>daemonEndpoints</c>: an object, read untyped.</summary>
    public Field DaemonEndpoints => at.Member("daemonEndpoints");

    /// <summary><c>declaredFeatures</c>: a list of texts.</summary>
    public Items<Text> DeclaredFeatures => at.ReadItems<Text>("declaredFeatures");

    /// <summary><c>features</c>: an object, read untyped.</summary>
    public Field Features => at.Member("features");

    /// <summary><c>images</c>: a list of objects.</summary>
    public Items<ContainerImage> Images => at.ReadItems<ContainerImage>("images");

    /// <summary><c>nodeInfo</c>: an object, read untyped.</summary>
    public Field NodeInfo => at.Member("nodeInfo");

    /// <summary><c>phase</c>: text.</summary>
    public Text Phase => at.ReadText("phase");

    /// <summary><c>runtimeHandlers</c>: a list, read untyped.</summary>
    public Items<Field> RuntimeHandlers => at.ReadItems<Field>("runtimeHandlers");

    /// <summary><c>volumesAttached</c>: a list, read untyped.</summary>
    public Items<Field> VolumesAttached => at.ReadItems<Field>("volumesAttached");

    /// <summary><c>volumesInUse</c>: a list of texts.</summary>
    public Items<Text> VolumesInUse => at.ReadItems<Text>("volumesInUse");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static NodeStatus IItem<NodeStatus>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(NodeStatus view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(NodeStatus view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is NodeStatus other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
