using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 ServicePort</c>. What is absent reads as absent all the way down.</summary>
public readonly struct ServicePort : IItem<ServicePort>, IView
{
    private readonly Field at;

    internal ServicePort(Field at) => this.at = at;

    /// <summary><c>appProtocol</c>: text.</summary>
    public Text AppProtocol => at.ReadText("appProtocol");

    /// <summary><c>name</c>: text.</summary>
    public Text Name => at.ReadText("name");

    /// <summary><c>nodePort</c>: a whole number.</summary>
    public int? NodePort => at.ReadInt("nodePort");

    /// <summary><c>port</c>: a whole number.</summary>
    public int? Port => at.ReadInt("port");

    /// <summary><c>protocol</c>: text.</summary>
    public Text Protocol => at.ReadText("protocol");

    /// <summary><c>targetPort</c>: a number or text.</summary>
    public Field TargetPort => at.Member("targetPort");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static ServicePort IItem<ServicePort>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(ServicePort view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(ServicePort view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is ServicePort other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
