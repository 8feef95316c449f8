using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects.Generated;

namespace K8GuardScript.Sdk.Views;

/// <summary>
/// Any object that runs pods: Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, or a Pod itself,
/// whose template is the pod.
/// </summary>
public readonly struct Workload : IView
{
    private readonly Field at;

    internal Workload(Field at, string kind)
    {
        this.at = at;
        Kind = new Text(kind);
    }

    /// <summary>The kind of object, as the API spells it.</summary>
    public Text Kind { get; }

    /// <summary><c>metadata</c> of the object, not of its pods.</summary>
    public ObjectMeta Metadata => new(at.Member(SchemaKey.Metadata));

    /// <summary><c>spec.replicas</c> as the object has it; null where it is left out, and for kinds without it.</summary>
    public int? Replicas => at.Member(SchemaKey.Spec).ReadInt(SchemaKey.Replicas);

    /// <summary>Metadata and spec of the pods that it makes.</summary>
    public PodTemplateSpec Template => new(
        Kind.Is("Pod") ? at
        : Kind.Is("CronJob") ? at.Member(SchemaKey.Spec).Member(SchemaKey.JobTemplate).Member(SchemaKey.Spec).Member(SchemaKey.Template)
        : at.Member(SchemaKey.Spec).Member(SchemaKey.Template));

    /// <summary>The spec of the pods that it makes.</summary>
    public PodSpec PodSpec => Template.Spec;

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(Workload view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(Workload view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same object.</summary>
    public override bool Equals(object? obj) => obj is Workload other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>Kind and name: <c>Deployment web</c>.</summary>
    public override string ToString() => $"{Kind} {at["metadata"]["name"]}";
}
