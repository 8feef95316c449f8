using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>networking.v1 HTTPIngressPath</c>. What is absent reads as absent all the way down.</summary>
public readonly struct HTTPIngressPath : IItem<HTTPIngressPath>, IView
{
    private readonly Field at;

    internal HTTPIngressPath(Field at) => this.at = at;

    /// <summary><c>backend</c>: an object.</summary>
    public IngressBackend Backend => new(at.Member("backend"));

    /// <summary><c>path</c>: text.</summary>
    public Text Path => at.ReadText("path");

    /// <summary><c>pathType</c>: text.</summary>
    public Text PathType => at.ReadText("pathType");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static HTTPIngressPath IItem<HTTPIngressPath>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(HTTPIngressPath view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(HTTPIngressPath view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is HTTPIngressPath other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
