using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>batch.v1 JobSpec</c>. What is absent reads as absent all the way down.</summary>
public readonly struct JobSpec : IItem<JobSpec>, IView
{
    private readonly Field at;

    internal JobSpec(Field at) => this.at = at;

    /// <summary><c>activeDeadlineSeconds</c>: a whole number.</summary>
    public long? ActiveDeadlineSeconds => at.ReadLong("activeDeadlineSeconds");

    /// <summary><c>backoffLimit</c>: a whole number.</summary>
    public int? BackoffLimit => at.ReadInt("backoffLimit");

    /// <summary><c>backoffLimitPerIndex</c>: a whole number.</summary>
    public int? BackoffLimitPerIndex => at.ReadInt("backoffLimitPerIndex");

    /// <summary><c>completionMode</c>: text.</summary>
    public Text CompletionMode => at.ReadText("completionMode");

    /// <summary><c>completions</c>: a whole number.</summary>
    public int? Completions => at.ReadInt("completions");

    /// <summary><c>managedBy</c>: text.</summary>
    public Text ManagedBy => at.ReadText("managedBy");

    /// <summary><c>manualSelector</c>: true or false.</summary>
    public bool? ManualSelector => at.ReadBool("manualSelector");

    /// <summary><c>maxFailedIndexes</c>: a whole number.</summary>
    public int? MaxFailedIndexes => at.ReadInt("maxFailedIndexes");

    /// <summary><c>parallelism</c>: a whole number.</summary>
    public int? Parallelism => at.ReadInt("parallelism");

    /// <summary><c>podFailurePolicy</c>: an object, read untyped.</summary>
    public Field PodFailurePolicy => at.Member("podFailurePolicy");

    /// <summary><c>podReplacementPolicy</c>: text.</summary>
    public Text PodReplacementPolicy => at.ReadText("podReplacementPolicy");

    /// <summary><c>selector</c>: an object.</summary>
    public LabelSelector Selector => new(at.Member("selector"));

    /// <summary><c>successPolicy</c>: an object, read untyped.</summary>
    public Field SuccessPolicy => at.Member("successPolicy");

    /// <summary><c>suspend</c>: true or false.</summary>
    public bool? Suspend => at.ReadBool("suspend");

    /// <summary><c>template</c>: an object.</summary>
    public PodTemplateSpec Template => new(at.Member("template"));

    /// <summary><c>ttlSecondsAfterFinished</c>: a whole number.</summary>
    public int? TtlSecondsAfterFinished => at.ReadInt("ttlSecondsAfterFinished");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static JobSpec IItem<JobSpec>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(JobSpec view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(JobSpec view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is JobSpec other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
