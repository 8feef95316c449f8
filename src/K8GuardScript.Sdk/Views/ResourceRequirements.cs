using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 ResourceRequirements</c>. What is absent reads as absent all the way down.</summary>
public readonly struct ResourceRequirements : IItem<ResourceRequirements>, IView
{
    private readonly Field at;

    internal ResourceRequirements(Field at) => this.at = at;

    /// <summary><c>claims</c>: a list, read untyped.</summary>
    public Items<Field> Claims => at.ReadItems<Field>("claims");

    /// <summary><c>limits</c>: values by key, read untyped.</summary>
    public Field Limits => at.Member("limits");

    /// <summary><c>requests</c>: values by key, read untyped.</summary>
    public Field Requests => at.Member("requests");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static ResourceRequirements IItem<ResourceRequirements>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(ResourceRequirements view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(ResourceRequirements view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is ResourceRequirements other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
