using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 HostPathVolumeSource</c>. What is absent reads as absent all the way down.</summary>
public readonly struct HostPathVolumeSource : IItem<HostPathVolumeSource>, IView
{
    private readonly Field at;

    internal HostPathVolumeSource(Field at) => this.at = at;

    /// <summary><c>path</c>: text.</summary>
    public Text Path => at.ReadText("path");

    /// <summary><c>type</c>: text.</summary>
    public Text Type => at.ReadText("type");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static HostPathVolumeSource IItem<HostPathVolumeSource>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(HostPathVolumeSource view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(HostPathVolumeSource view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is HostPathVolumeSource other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
