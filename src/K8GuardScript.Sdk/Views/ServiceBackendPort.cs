using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>networking.v1 ServiceBackendPort</c>. What is absent reads as absent all the way down.</summary>
public readonly struct ServiceBackendPort : IItem<ServiceBackendPort>, IView
{
    private readonly Field at;

    internal ServiceBackendPort(Field at) => this.at = at;

    /// <summary><c>name</c>: text.</summary>
    public Text Name => at.ReadText("name");

    /// <summary><c>number</c>: a whole number.</summary>
    public int? Number => at.ReadInt("number");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static ServiceBackendPort IItem<ServiceBackendPort>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(ServiceBackendPort view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(ServiceBackendPort view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is ServiceBackendPort other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
