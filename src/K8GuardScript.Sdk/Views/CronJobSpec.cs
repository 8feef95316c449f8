using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>batch.v1 CronJobSpec</c>. What is absent reads as absent all the way down.</summary>
public readonly struct CronJobSpec : IItem<CronJobSpec>, IView
{
    private readonly Field at;

    internal CronJobSpec(Field at) => this.at = at;

    /// <summary><c>concurrencyPolicy</c>: text.</summary>
    public Text ConcurrencyPolicy => at.ReadText("concurrencyPolicy");

    /// <summary><c>failedJobsHistoryLimit</c>: a whole number.</summary>
    public int? FailedJobsHistoryLimit => at.ReadInt("failedJobsHistoryLimit");

    /// <summary><c>jobTemplate</c>: an object.</summary>
    public JobTemplateSpec JobTemplate => new(at.Member("jobTemplate"));

    /// <summary><c>schedule</c>: text.</summary>
    public Text Schedule => at.ReadText("schedule");

    /// <summary><c>startingDeadlineSeconds</c>: a whole number.</summary>
    public long? StartingDeadlineSeconds => at.ReadLong("startingDeadlineSeconds");

    /// <summary><c>successfulJobsHistoryLimit</c>: a whole number.</summary>
    public int? SuccessfulJobsHistoryLimit => at.ReadInt("successfulJobsHistoryLimit");

    /// <summary><c>suspend</c>: true or false.</summary>
    public bool? Suspend => at.ReadBool("suspend");

    /// <summary><c>timeZone</c>: text.</summary>
    public Text TimeZone => at.ReadText("timeZone");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static CronJobSpec IItem<CronJobSpec>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(CronJobSpec view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(CronJobSpec view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is CronJobSpec other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
