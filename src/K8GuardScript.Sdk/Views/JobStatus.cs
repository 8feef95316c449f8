using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>batch.v1 JobStatus</c>. What is absent reads as absent all the way down.</summary>
public readonly struct JobStatus : IItem<JobStatus>, IView
{
    private readonly Field at;

    internal JobStatus(Field at) => this.at = at;

    /// <summary><c>active</c>: a whole number.</summary>
    public int? Active => at.ReadInt("active");

    /// <summary><c>completedIndexes</c>: text.</summary>
    public Text CompletedIndexes => at.ReadText("completedIndexes");

    /// <summary><c>completionTime</c>: an instant.</summary>
    public DateTimeOffset? CompletionTime => at.ReadTime("completionTime");

    /// <summary><c>conditions</c>: a list, read untyped.</summary>
    public Items<Field> Conditions => at.ReadItems<Field>("conditions");

    /// <summary><c>failed</c>: a whole number.</summary>
    public int? Failed => at.ReadInt("failed");

    /// <summary><c>failedIndexes</c>: text.</summary>
    public Text FailedIndexes => at.ReadText("failedIndexes");

    /// <summary><c>ready</c>: a whole number.</summary>
    public int? Ready => at.ReadInt("ready");

    /// <summary><c>startTime</c>: an instant.</summary>
    public DateTimeOffset? StartTime => at.ReadTime("startTime");

    /// <summary><c>succeeded</c>: a whole number.</summary>
    public int? Succeeded => at.ReadInt("succeeded");

    /// <summary><c>terminating</c>: a whole number.</summary>
    public int? Terminating => at.ReadInt("terminating");

    /// <summary><c>uncountedTerminatedPods</c>: an object, read untyped.</summary>
    public Field UncountedTerminatedPods => at.Member("uncountedTerminatedPods");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static JobStatus IItem<JobStatus>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(JobStatus view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(JobStatus view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is JobStatus other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
