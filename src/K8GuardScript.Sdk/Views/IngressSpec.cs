using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>networking.v1 IngressSpec</c>. What is absent reads as absent all the way down.</summary>
public readonly struct IngressSpec : IItem<IngressSpec>, IView
{
    private readonly Field at;

    internal IngressSpec(Field at) => this.at = at;

    /// <summary><c>defaultBackend</c>: an object.</summary>
    public IngressBackend DefaultBackend => new(at.Member("defaultBackend"));

    /// <summary><c>ingressClassName</c>: text.</summary>
    public Text IngressClassName => at.ReadText("ingressClassName");

    /// <summary><c>rules</c>: a list of objects.</summary>
    public Items<IngressRule> Rules => at.ReadItems<IngressRule>("rules");

    /// <summary><c>tls</c>: a list of objects.</summary>
    public Items<IngressTLS> Tls => at.ReadItems<IngressTLS>("tls");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static IngressSpec IItem<IngressSpec>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(IngressSpec view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(IngressSpec view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is IngressSpec other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
