using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>meta.v1 LabelSelectorRequirement</c>. What is absent reads as absent all the way down.</summary>
public readonly struct LabelSelectorRequirement : IItem<LabelSelectorRequirement>, IView
{
    private readonly Field at;

    internal LabelSelectorRequirement(Field at) => this.at = at;

    /// <summary><c>key</c>: text.</summary>
    public Text Key => at.ReadText("key");

    /// <summary><c>operator</c>: text.</summary>
    public Text Operator => at.ReadText("operator");

    /// <summary><c>values</c>: a list of texts.</summary>
    public Items<Text> Values => at.ReadItems<Text>("values");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static LabelSelectorRequirement IItem<LabelSelectorRequirement>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(LabelSelectorRequirement view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(LabelSelectorRequirement view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is LabelSelectorRequirement other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
