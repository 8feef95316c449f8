using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 NodeSpec</c>. What is absent reads as absent all the way down.</summary>
public readonly struct NodeSpec : IItem<NodeSpec>, IView
{
    private readonly Field at;

    internal NodeSpec(Field at) => this.at = at;

    /// <summary><c>configSource</c>: an object, read untyped.</summary>
    public Field ConfigSource => at.Member("configSource");

    /// <summary><c>externalID</c>: text.</summary>
    public Text ExternalID => at.ReadText("externalID");

    /// <summary><c>podCIDR</c>: text.</summary>
    public Text PodCIDR => at.ReadText("podCIDR");

    /// <summary><c>podCIDRs</c>: a list of texts.</summary>
    public Items<Text> PodCIDRs => at.ReadItems<Text>("podCIDRs");

    /// <summary><c>providerID</c>: text.</summary>
    public Text ProviderID => at.ReadText("providerID");

    /// <summary><c>taints</c>: a list, read untyped.</summary>
    public Items<Field> Taints => at.ReadItems<Field>("taints");

    /// <summary><c>unschedulable</c>: true or false.</summary>
    public bool? Unschedulable => at.ReadBool("unschedulable");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static NodeSpec IItem<NodeSpec>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(NodeSpec view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(NodeSpec view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is NodeSpec other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
