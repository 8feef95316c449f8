using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 PodSecurityContext</c>. What is absent reads as absent all the way down.</summary>
public readonly struct PodSecurityContext : IItem<PodSecurityContext>, IView
{
    private readonly Field at;

    internal PodSecurityContext(Field at) => this.at = at;

    /// <summary><c>appArmorProfile</c>: an object, read untyped.</summary>
    public Field AppArmorProfile => at.Member("appArmorProfile");

    /// <summary><c>fsGroup</c>: a whole number.</summary>
    public long? FsGroup => at.ReadLong("fsGroup");

    /// <summary><c>fsGroupChangePolicy</c>: text.</summary>
    public Text FsGroupChangePolicy => at.ReadText("fsGroupChangePolicy");

    /// <summary><c>runAsGroup</c>: a whole number.</summary>
    public long? RunAsGroup => at.ReadLong("runAsGroup");

    /// <summary><c>runAsNonRoot</c>: true or false.</summary>
    public bool? RunAsNonRoot => at.ReadBool("runAsNonRoot");

    /// <summary><c>runAsUser</c>: a whole number.</summary>
    public long? RunAsUser => at.ReadLong("runAsUser");

    /// <summary><c>seLinuxChangePolicy</c>: text.</summary>
    public Text SeLinuxChangePolicy => at.ReadText("seLinuxChangePolicy");

    /// <summary><c>seLinuxOptions</c>: an object, read untyped.</summary>
    public Field SeLinuxOptions => at.Member("seLinuxOptions");

    /// <summary><c>seccompProfile</c>: an object.</summary>
    public SeccompProfile SeccompProfile => new(at.Member("seccompProfile"));

    /// <summary><c>supplementalGroups</c>: a list, read untyped.</summary>
    public Items<Field> SupplementalGroups => at.ReadItems<Field>("supplementalGroups");

    /// <summary><c>supplementalGroupsPolicy</c>: text.</summary>
    public Text SupplementalGroupsPolicy => at.ReadText("supplementalGroupsPolicy");

    /// <summary><c>sysctls</c>: a list, read untyped.</summary>
    public Items<Field> Sysctls => at.ReadItems<Field>("sysctls");

    /// <summary><c>windowsOptions</c>: an object, read untyped.</summary>
    public Field WindowsOptions => at.Member("windowsOptions");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static PodSecurityContext IItem<PodSecurityContext>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(PodSecurityContext view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(PodSecurityContext view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is PodSecurityContext other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
