using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>apps.v1 DeploymentStatus</c>. What is absent reads as absent all the way down.</summary>
public readonly struct DeploymentStatus : IItem<DeploymentStatus>, IView
{
    private readonly Field at;

    internal DeploymentStatus(Field at) => this.at = at;

    /// <summary><c>availableReplicas</c>: a whole number.</summary>
    public int? AvailableReplicas => at.ReadInt("availableReplicas");

    /// <summary><c>collisionCount</c>: a whole number.</summary>
    public int? CollisionCount => at.ReadInt("collisionCount");

    /// <summary><c>conditions</c>: a list, read untyped.</summary>
    public Items<Field> Conditions => at.ReadItems<Field>("conditions");

    /// <summary><c>observedGeneration</c>: a whole number.</summary>
    public long? ObservedGeneration => at.ReadLong("observedGeneration");

    /// <summary><c>readyReplicas</c>: a whole number.</summary>
    public int? ReadyReplicas => at.ReadInt("readyReplicas");

    /// <summary><c>replicas</c>: a whole number.</summary>
    public int? Replicas => at.ReadInt("replicas");

    /// <summary><c>terminatingReplicas</c>: a whole number.</summary>
    public int? TerminatingReplicas => at.ReadInt("terminatingReplicas");

    /// <summary><c>unavailableReplicas</c>: a whole number.</summary>
    public int? UnavailableReplicas => at.ReadInt("unavailableReplicas");

    /// <summary><c>updatedReplicas</c>: a whole number.</summary>
    public int? UpdatedReplicas => at.ReadInt("updatedReplicas");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static DeploymentStatus IItem<DeploymentStatus>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(DeploymentStatus view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(DeploymentStatus view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is DeploymentStatus other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
