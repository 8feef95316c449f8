using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>meta.v1 OwnerReference</c>. What is absent reads as absent all the way down.</summary>
public readonly struct OwnerReference : IItem<OwnerReference>, IView
{
    private readonly Field at;

    internal OwnerReference(Field at) => this.at = at;

    /// <summary><c>apiVersion</c>: text.</summary>
    public Text ApiVersion => at.ReadText("apiVersion");

    /// <summary><c>blockOwnerDeletion</c>: true or false.</summary>
    public bool? BlockOwnerDeletion => at.ReadBool("blockOwnerDeletion");

    /// <summary><c>controller</c>: true or false.</summary>
    public bool? Controller => at.ReadBool("controller");

    /// <summary><c>kind</c>: text.</summary>
    public Text Kind => at.ReadText("kind");

    /// <summary><c>name</c>: text.</summary>
    public Text Name => at.ReadText("name");

    /// <summary><c>uid</c>: text.</summary>
    public Text Uid => at.ReadText("uid");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static OwnerReference IItem<OwnerReference>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(OwnerReference view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(OwnerReference view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is OwnerReference other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
