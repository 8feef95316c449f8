using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 NamespaceStatus</c>. What is absent reads as absent all the way down.</summary>
public readonly struct NamespaceStatus : IItem<NamespaceStatus>, IView
{
    private readonly Field at;

    internal NamespaceStatus(Field at) => this.at = at;

    /// <summary><c>conditions</c>: a list, read untyped.</summary>
    public Items<Field> Conditions => at.ReadItems<Field>("conditions");

    /// <summary><c>phase</c>: text.</summary>
    public Text Phase => at.ReadText("phase");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static NamespaceStatus IItem<NamespaceStatus>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(NamespaceStatus view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(NamespaceStatus view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is NamespaceStatus other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
