using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>networking.v1 IngressBackend</c>. What is absent reads as absent all the way down.</summary>
public readonly struct IngressBackend : IItem<IngressBackend>, IView
{
    private readonly Field at;

    internal IngressBackend(Field at) => this.at = at;

    /// <summary><c>resource</c>: an object, read untyped.</summary>
    public Field Resource => at.Member("resource");

    /// <summary><c>service</c>: an object.</summary>
    public IngressServiceBackend Service => new(at.Member("service"));

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static IngressBackend IItem<IngressBackend>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(IngressBackend view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(IngressBackend view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is IngressBackend other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
