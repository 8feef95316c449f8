using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 ContainerPort</c>. What is absent reads as absent all the way down.</summary>
public readonly struct ContainerPort : IItem<ContainerPort>, IView
{
    private readonly Field at;

    internal ContainerPort(Field at) => this.at = at;

    /// <summary><c>containerPort</c>: a whole number.</summary>
    public int? ContainerPortValue => at.ReadInt("containerPort");

    /// <summary><c>hostIP</c>: text.</summary>
    public Text HostIP => at.ReadText("hostIP");

    /// <summary><c>hostPort</c>: a whole number.</summary>
    public int? HostPort => at.ReadInt("hostPort");

    /// <summary><c>name</c>: text.</summary>
    public Text Name => at.ReadText("name");

    /// <summary><c>protocol</c>: text.</summary>
    public Text Protocol => at.ReadText("protocol");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static ContainerPort IItem<ContainerPort>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(ContainerPort view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(ContainerPort view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is ContainerPort other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
