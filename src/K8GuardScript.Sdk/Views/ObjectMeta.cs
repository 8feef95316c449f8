using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>meta.v1 ObjectMeta</c>. What is absent reads as absent all the way down.</summary>
public readonly struct ObjectMeta : IItem<ObjectMeta>, IView
{
    private readonly Field at;

    internal ObjectMeta(Field at) => this.at = at;

    /// <summary><c>annotations</c>: texts by key.</summary>
    public TextMap Annotations => at.ReadMap("annotations");

    /// <summary><c>creationTimestamp</c>: an instant.</summary>
    public DateTimeOffset? CreationTimestamp => at.ReadTime("creationTimestamp");

    /// <summary><c>deletionGracePeriodSeconds</c>: a whole number.</summary>
    public long? DeletionGracePeriodSeconds => at.ReadLong("deletionGracePeriodSeconds");

    /// <summary><c>deletionTimestamp</c>: an instant.</summary>
    public DateTimeOffset? DeletionTimestamp => at.ReadTime("deletionTimestamp");

    /// <summary><c>finalizers</c>: a list of texts.</summary>
    public Items<Text> Finalizers => at.ReadItems<Text>("finalizers");

    /// <summary><c>generateName</c>: text.</summary>
    public Text GenerateName => at.ReadText("generateName");

    /// <summary><c>generation</c>: a whole number.</summary>
    public long? Generation => at.ReadLong("generation");

    /// <summary><c>labels</c>: texts by key.</summary>
    public TextMap Labels => at.ReadMap("labels");

    /// <summary><c>name</c>: text.</summary>
    public Text Name => at.ReadText("name");

    /// <summary><c>namespace</c>: text.</summary>
    public Text Namespace => at.ReadText("namespace");

    /// <summary><c>ownerReferences</c>: a list of objects.</summary>
    public Items<OwnerReference> OwnerReferences => at.ReadItems<OwnerReference>("ownerReferences");

    /// <summary><c>resourceVersion</c>: text.</summary>
    public Text ResourceVersion => at.ReadText("resourceVersion");

    /// <summary><c>selfLink</c>: text.</summary>
    public Text SelfLink => at.ReadText("selfLink");

    /// <summary><c>uid</c>: text.</summary>
    public Text Uid => at.ReadText("uid");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static ObjectMeta IItem<ObjectMeta>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(ObjectMeta view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(ObjectMeta view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is ObjectMeta other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
