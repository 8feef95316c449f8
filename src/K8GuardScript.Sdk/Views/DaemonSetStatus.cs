using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>apps.v1 DaemonSetStatus</c>. What is absent reads as absent all the way down.</summary>
public readonly struct DaemonSetStatus : IItem<DaemonSetStatus>, IView
{
    private readonly Field at;

    internal DaemonSetStatus(Field at) => this.at = at;

    /// <summary><c>collisionCount</c>: a whole number.</summary>
    public int? CollisionCount => at.ReadInt("collisionCount");

    /// <summary><c>conditions</c>: a list, read untyped.</summary>
    public Items<Field> Conditions => at.ReadItems<Field>("conditions");

    /// <summary><c>currentNumberScheduled</c>: a whole number.</summary>
    public int? CurrentNumberScheduled => at.ReadInt("currentNumberScheduled");

    /// <summary><c>desiredNumberScheduled</c>: a whole number.</summary>
    public int? DesiredNumberScheduled => at.ReadInt("desiredNumberScheduled");

    /// <summary><c>numberAvailable</c>: a whole number.</summary>
    public int? NumberAvailable => at.ReadInt("numberAvailable");

    /// <summary><c>numberMisscheduled</c>: a whole number.</summary>
    public int? NumberMisscheduled => at.ReadInt("numberMisscheduled");

    /// <summary><c>numberReady</c>: a whole number.</summary>
    public int? NumberReady => at.ReadInt("numberReady");

    /// <summary><c>numberUnavailable</c>: a whole number.</summary>
    public int? NumberUnavailable => at.ReadInt("numberUnavailable");

    /// <summary><c>observedGeneration</c>: a whole number.</summary>
    public long? ObservedGeneration => at.ReadLong("observedGeneration");

    /// <summary><c>updatedNumberScheduled</c>: a whole number.</summary>
    public int? UpdatedNumberScheduled => at.ReadInt("updatedNumberScheduled");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static DaemonSetStatus IItem<DaemonSetStatus>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(DaemonSetStatus view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(DaemonSetStatus view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is DaemonSetStatus other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
