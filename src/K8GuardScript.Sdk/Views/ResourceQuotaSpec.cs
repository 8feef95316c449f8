using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 ResourceQuotaSpec</c>. What is absent reads as absent all the way down.</summary>
public readonly struct ResourceQuotaSpec : IItem<ResourceQuotaSpec>, IView
{
    private readonly Field at;

    internal ResourceQuotaSpec(Field at) => this.at = at;

    /// <summary><c>hard</c>: values by key, read untyped.</summary>
    public Field Hard => at.Member("hard");

    /// <summary><c>scopeSelector</c>: an object, read untyped.</summary>
    public Field ScopeSelector => at.Member("scopeSelector");

    /// <summary><c>scopes</c>: a list of texts.</summary>
    public Items<Text> Scopes => at.ReadItems<Text>("scopes");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static ResourceQuotaSpec IItem<ResourceQuotaSpec>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(ResourceQuotaSpec view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(ResourceQuotaSpec view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is ResourceQuotaSpec other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
