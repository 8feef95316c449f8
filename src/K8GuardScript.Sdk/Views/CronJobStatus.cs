using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>batch.v1 CronJobStatus</c>. What is absent reads as absent all the way down.</summary>
public readonly struct CronJobStatus : IItem<CronJobStatus>, IView
{
    private readonly Field at;

    internal CronJobStatus(Field at) => this.at = at;

    /// <summary><c>active</c>: a list, read untyped.</summary>
    public Items<Field> Active => at.ReadItems<Field>("active");

    /// <summary><c>lastScheduleTime</c>: an instant.</summary>
    public DateTimeOffset? LastScheduleTime => at.ReadTime("lastScheduleTime");

    /// <summary><c>lastSuccessfulTime</c>: an instant.</summary>
    public DateTimeOffset? LastSuccessfulTime => at.ReadTime("lastSuccessfulTime");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static CronJobStatus IItem<CronJobStatus>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(CronJobStatus view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(CronJobStatus view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is CronJobStatus other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
