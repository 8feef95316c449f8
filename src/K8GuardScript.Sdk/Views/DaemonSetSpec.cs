using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>apps.v1 DaemonSetSpec</c>. What is absent reads as absent all the way down.</summary>
public readonly struct DaemonSetSpec : IItem<DaemonSetSpec>, IView
{
    private readonly Field at;

    internal DaemonSetSpec(Field at) => this.at = at;

    /// <summary><c>minReadySeconds</c>: a whole number.</summary>
    public int? MinReadySeconds => at.ReadInt("minReadySeconds");

    /// <summary><c>revisionHistoryLimit</c>: a whole number.</summary>
    public int? RevisionHistoryLimit => at.ReadInt("revisionHistoryLimit");

    /// <summary><c>selector</c>: an object.</summary>
    public LabelSelector Selector => new(at.Member("selector"));

    /// <summary><c>template</c>: an object.</summary>
    public PodTemplateSpec Template => new(at.Member("template"));

    /// <summary><c>updateStrategy</c>: an object, read untyped.</summary>
    public Field UpdateStrategy => at.Member("updateStrategy");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static DaemonSetSpec IItem<DaemonSetSpec>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(DaemonSetSpec view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(DaemonSetSpec view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is DaemonSetSpec other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
