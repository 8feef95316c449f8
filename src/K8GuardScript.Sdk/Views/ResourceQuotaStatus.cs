using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 ResourceQuotaStatus</c>. What is absent reads as absent all the way down.</summary>
public readonly struct ResourceQuotaStatus : IItem<ResourceQuotaStatus>, IView
{
    private readonly Field at;

    internal ResourceQuotaStatus(Field at) => this.at = at;

    /// <summary><c>hard</c>: values by key, read untyped.</summary>
    public Field Hard => at.Member("hard");

    /// <summary><c>used</c>: values by key, read untyped.</summary>
    public Field Used => at.Member("used");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static ResourceQuotaStatus IItem<ResourceQuotaStatus>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(ResourceQuotaStatus view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(ResourceQuotaStatus view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is ResourceQuotaStatus other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
