using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 EnvVar</c>. What is absent reads as absent all the way down.</summary>
public readonly struct EnvVar : IItem<EnvVar>, IView
{
    private readonly Field at;

    internal EnvVar(Field at) => this.at = at;

    /// <summary><c>name</c>: text.</summary>
    public Text Name => at.ReadText("name");

    /// <summary><c>value</c>: text.</summary>
    public Text Value => at.ReadText("value");

    /// <summary><c>valueFrom</c>: an object, read untyped.</summary>
    public Field ValueFrom => at.Member("valueFrom");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static EnvVar IItem<EnvVar>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(EnvVar view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(EnvVar view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is EnvVar other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
