using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 Volume</c>. What is absent reads as absent all the way down.</summary>
public readonly struct Volume : IItem<Volume>, IView
{
    private readonly Field at;

    internal Volume(Field at) => this.at = at;

    /// <summary><c>awsElasticBlockStore</c>: an object, read untyped.</summary>
    public Field AwsElasticBlockStore => at.Member("awsElasticBlockStore");

    /// <summary><c>azureDisk</c>: an object, read untyped.</summary>
    public Field AzureDisk => at.Member("azureDisk");

    /// <summary><c>azureFile</c>: an object, read untyped.</summary>
    public Field AzureFile => at.Member("azureFile");

    /// <summary><c>cephfs</c>: an object, read untyped.</summary>
    public Field Cephfs => at.Member("cephfs");

    /// <summary><c>cinder</c>: an object, read untyped.</summary>
    public Field Cinder => at.Member("cinder");

    /// <summary><c>configMap</c>: an object, read untyped.</summary>
    public Field ConfigMap => at.Member("configMap");

    /// <summary><c>csi</c>: an object, read untyped.</summary>
    public Field Csi => at.Member("csi");

    /// <summary><c>downwardAPI</c>: an object, read untyped.</summary>
    public Field DownwardAPI => at.Member("downwardAPI");

    /// <summary><c>emptyDir</c>: an object, read untyped.</summary>
    public Field EmptyDir => at.Member("emptyDir");

    /// <summary><c>ephemeral</c>: an object, read untyped.</summary>
    public Field Ephemeral => at.Member("ephemeral");

    /// <summary><c>fc</c>: an object, read untyped.</summary>
    public Field Fc => at.Member("fc");

    /// <summary><c>flexVolume</c>: an object, read untyped.</summary>
    public Field FlexVolume => at.Member("flexVolume");

    /// <summary><c>flocker</c>: an object, read untyped.</summary>
    public Field Flocker => at.Member("flocker");

    /// <summary><c>gcePersistentDisk</c>: an object, read untyped.</summary>
    public Field GcePersistentDisk => at.Member("gcePersistentDisk");

    /// <summary><c>gitRepo</c>: an object, read untyped.</summary>
    public Field GitRepo => at.Member("gitRepo");

    /// <summary><c>glusterfs</c>: an object, read untyped.</summary>
    public Field Glusterfs => at.Member("glusterfs");

    /// <summary><c>hostPath</c>: an object.</summary>
    public HostPathVolumeSource HostPath => new(at.Member("hostPath"));

    /// <summary><c>image</c>: an object, read untyped.</summary>
    public Field Image => at.Member("image");

    /// <summary><c>iscsi</c>: an object, read untyped.</summary>
    public Field Iscsi => at.Member("iscsi");

    /// <summary><c>name</c>: text.</summary>
    public Text Name => at.ReadText("name");

    /// <summary><c>nfs</c>: an object, read untyped.</summary>
    public Field Nfs => at.Member("nfs");

    /// <summary><c>persistentVolumeClaim</c>: an object, read untyped.</summary>
    public Field PersistentVolumeClaim => at.Member("persistentVolumeClaim");

    /// <summary><c>photonPersistentDisk</c>: an object, read untyped.</summary>
    public Field PhotonPersistentDisk => at.Member("photonPersistentDisk");

    /// <summary><c>portworxVolume</c>: an object, read untyped.</summary>
    public Field PortworxVolume => at.Member("portworxVolume");

    /// <summary><c>projected</c>: an object, read untyped.</summary>
    public Field Projected => at.Member("projected");

    /// <summary><c>quobyte</c>: an object, read untyped.</summary>
    public Field Quobyte => at.Member("quobyte");

    /// <summary><c>rbd</c>: an object, read untyped.</summary>
    public Field Rbd => at.Member("rbd");

    /// <summary><c>scaleIO</c>: an object, read untyped.</summary>
    public Field ScaleIO => at.Member("scaleIO");

    /// <summary><c>secret</c>: an object, read untyped.</summary>
    public Field Secret => at.Member("secret");

    /// <summary><c>storageos</c>: an object, read untyped.</summary>
    public Field Storageos => at.Member("storageos");

    /// <summary><c>vsphereVolume</c>: an object, read untyped.</summary>
    public Field VsphereVolume => at.Member("vsphereVolume");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static Volume IItem<Volume>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(Volume view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(Volume view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is Volume other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
