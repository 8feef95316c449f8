using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 VolumeMount</c>. What is absent reads as absent all the way down.</summary>
public readonly struct VolumeMount : IItem<VolumeMount>, IView
{
    private readonly Field at;

    internal VolumeMount(Field at) => this.at = at;

    /// <summary><c>mountPath</c>: text.</summary>
    public Text MountPath => at.ReadText("mountPath");

    /// <summary><c>mountPropagation</c>: text.</summary>
    public Text MountPropagation => at.ReadText("mountPropagation");

    /// <summary><c>name</c>: text.</summary>
    public Text Name => at.ReadText("name");

    /// <summary><c>readOnly</c>: true or false.</summary>
    public bool? ReadOnly => at.ReadBool("readOnly");

    /// <summary><c>recursiveReadOnly</c>: text.</summary>
    public Text RecursiveReadOnly => at.ReadText("recursiveReadOnly");

    /// <summary><c>subPath</c>: text.</summary>
    public Text SubPath => at.ReadText("subPath");

    /// <summary><c>subPathExpr</c>: text.</summary>
    public Text SubPathExpr => at.ReadText("subPathExpr");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static VolumeMount IItem<VolumeMount>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(VolumeMount view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(VolumeMount view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is VolumeMount other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
