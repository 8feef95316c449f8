using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>networking.v1 IngressTLS</c>. What is absent reads as absent all the way down.</summary>
public readonly struct IngressTLS : IItem<IngressTLS>, IView
{
    private readonly Field at;

    internal IngressTLS(Field at) => this.at = at;

    /// <summary><c>hosts</c>: a list of texts.</summary>
    public Items<Text> Hosts => at.ReadItems<Text>("hosts");

    /// <summary><c>secretName</c>: text.</summary>
    public Text SecretName => at.ReadText("secretName");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static IngressTLS IItem<IngressTLS>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(IngressTLS view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(IngressTLS view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is IngressTLS other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
