using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>meta.v1 LabelSelector</c>. What is absent reads as absent all the way down.</summary>
public readonly struct LabelSelector : IItem<LabelSelector>, IView
{
    private readonly Field at;

    internal LabelSelector(Field at) => this.at = at;

    /// <summary><c>matchExpressions</c>: a list of objects.</summary>
    public Items<LabelSelectorRequirement> MatchExpressions => at.ReadItems<LabelSelectorRequirement>("matchExpressions");

    /// <summary><c>matchLabels</c>: texts by key.</summary>
    public TextMap MatchLabels => at.ReadMap("matchLabels");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static LabelSelector IItem<LabelSelector>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(LabelSelector view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(LabelSelector view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is LabelSelector other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
