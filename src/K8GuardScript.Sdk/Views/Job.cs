using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>batch.v1 Job</c>. What is absent reads as absent all the way down.</summary>
public readonly struct Job : IKind<Job>, IView
{
    private readonly Field at;

    internal Job(Field at) => this.at = at;

    /// <summary><c>metadata</c>: an object.</summary>
    public ObjectMeta Metadata => new(at.Member("metadata"));

    /// <summary><c>spec</c>: an object.</summary>
    public JobSpec Spec => new(at.Member("spec"));

    /// <summary><c>status</c>: an object.</summary>
    public JobStatus Status => new(at.Member("status"));

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static string IKind<Job>.ApiVersion => "batch/v1";

    static string IKind<Job>.KindName => "Job";

    static Job IItem<Job>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(Job view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(Job view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is Job other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
