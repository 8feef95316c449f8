using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 Toleration</c>. What is absent reads as absent all the way down.</summary>
public readonly struct Toleration : IItem<Toleration>, IView
{
    private readonly Field at;

    internal Toleration(Field at) => this.at = at;

    /// <summary><c>effect</c>: text.</summary>
    public Text Effect => at.ReadText("effect");

    /// <summary><c>key</c>: text.</summary>
    public Text Key => at.ReadText("key");

    /// <summary><c>operator</c>: text.</summary>
    public Text Operator => at.ReadText("operator");

    /// <summary><c>tolerationSeconds</c>: a whole number.</summary>
    public long? TolerationSeconds => at.ReadLong("tolerationSeconds");

    /// <summary><c>value</c>: text.</summary>
    public Text Value => at.ReadText("value");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static Toleration IItem<Toleration>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(Toleration view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(Toleration view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is Toleration other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
