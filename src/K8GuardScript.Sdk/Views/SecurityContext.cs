using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 SecurityContext</c>. What is absent reads as absent all the way down.</summary>
public readonly struct SecurityContext : IItem<SecurityContext>, IView
{
    private readonly Field at;

    internal SecurityContext(Field at) => this.at = at;

    /// <summary><c>allowPrivilegeEscalation</c>: true or false.</summary>
    public bool? AllowPrivilegeEscalation => at.ReadBool("allowPrivilegeEscalation");

    /// <summary><c>appArmorProfile</c>: an object, read untyped.</summary>
    public Field AppArmorProfile => at.Member("appArmorProfile");

    /// <summary><c>capabilities</c>: an object.</summary>
    public Capabilities Capabilities => new(at.Member("capabilities"));

    /// <summary><c>privileged</c>: true or false.</summary>
    public bool? Privileged => at.ReadBool("privileged");

    /// <summary><c>procMount</c>: text.</summary>
    public Text ProcMount => at.ReadText("procMount");

    /// <summary><c>readOnlyRootFilesystem</c>: true or false.</summary>
    public bool? ReadOnlyRootFilesystem => at.ReadBool("readOnlyRootFilesystem");

    /// <summary><c>runAsGroup</c>: a whole number.</summary>
    public long? RunAsGroup => at.ReadLong("runAsGroup");

    /// <summary><c>runAsNonRoot</c>: true or false.</summary>
    public bool? RunAsNonRoot => at.ReadBool("runAsNonRoot");

    /// <summary><c>runAsUser</c>: a whole number.</summary>
    public long? RunAsUser => at.ReadLong("runAsUser");

    /// <summary><c>seLinuxOptions</c>: an object, read untyped.</summary>
    public Field SeLinuxOptions => at.Member("seLinuxOptions");

    /// <summary><c>seccompProfile</c>: an object.</summary>
    public SeccompProfile SeccompProfile => new(at.Member("seccompProfile"));

    /// <summary><c>windowsOptions</c>: an object, read untyped.</summary>
    public Field WindowsOptions => at.Member("windowsOptions");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static SecurityContext IItem<SecurityContext>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(SecurityContext view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(SecurityContext view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is SecurityContext other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
