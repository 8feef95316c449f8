using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>The API's <c>core.v1 PodSpec</c>. What is absent reads as absent all the way down.</summary>
public readonly struct PodSpec : IItem<PodSpec>, IView
{
    private readonly Field at;

    internal PodSpec(Field at) => this.at = at;

    /// <summary><c>activeDeadlineSeconds</c>: a whole number.</summary>
    public long? ActiveDeadlineSeconds => at.ReadLong("activeDeadlineSeconds");

    /// <summary><c>affinity</c>: an object, read untyped.</summary>
    public Field Affinity => at.Member("affinity");

    /// <summary><c>automountServiceAccountToken</c>: true or false.</summary>
    public bool? AutomountServiceAccountToken => at.ReadBool("automountServiceAccountToken");

    /// <summary><c>containers</c>: a list of objects.</summary>
    public Items<Container> Containers => at.ReadItems<Container>("containers");

    /// <summary><c>dnsConfig</c>: an object, read untyped.</summary>
    public Field DnsConfig => at.Member("dnsConfig");

    /// <summary><c>dnsPolicy</c>: text.</summary>
    public Text DnsPolicy => at.ReadText("dnsPolicy");

    /// <summary><c>enableServiceLinks</c>: true or false.</summary>
    public bool? EnableServiceLinks => at.ReadBool("enableServiceLinks");

    /// <summary><c>ephemeralContainers</c>: a list of objects.</summary>
    public Items<Container> EphemeralContainers => at.ReadItems<Container>("ephemeralContainers");

    /// <summary><c>hostAliases</c>: a list, read untyped.</summary>
    public Items<Field> HostAliases => at.ReadItems<Field>("hostAliases");

    /// <summary><c>hostIPC</c>: true or false.</summary>
    public bool? HostIPC => at.ReadBool("hostIPC");

    /// <summary><c>hostNetwork</c>: true or false.</summary>
    public bool? HostNetwork => at.ReadBool("hostNetwork");

    /// <summary><c>hostPID</c>: true or false.</summary>
    public bool? HostPID => at.ReadBool("hostPID");

    /// <summary><c>hostUsers</c>: true or false.</summary>
    public bool? HostUsers => at.ReadBool("hostUsers");

    /// <summary><c>hostname</c>: text.</summary>
    public Text Hostname => at.ReadText("hostname");

    /// <summary><c>hostnameOverride</c>: text.</summary>
    public Text HostnameOverride => at.ReadText("hostnameOverride");

    /// <summary><c>imagePullSecrets</c>: a list, read untyped.</summary>
    public Items<Field> ImagePullSecrets => at.ReadItems<Field>("imagePullSecrets");

    /// <summary><c>initContainers</c>: a list of objects.</summary>
    public Items<Container> InitContainers => at.ReadItems<Container>("initContainers");

    /// <summary><c>nodeName</c>: text.</summary>
    public Text NodeName => at.ReadText("nodeName");

    /// <summary><c>nodeSelector</c>: texts by key.</summary>
    public TextMap NodeSelector => at.ReadMap("nodeSelector");

    /// <summary><c>os</c>: an object, read untyped.</summary>
    public Field Os => at.Member("os");

    /// <summary><c>overhead</c>: values by key, read untyped.</summary>
    public Field Overhead => at.Member("overhead");

    /// <summary><c>preemptionPolicy</c>: text.</summary>
    public Text PreemptionPolicy => at.ReadText("preemptionPolicy");

    /// <summary><c>priority</c>: a whole number.</summary>
    public int? Priority => at.ReadInt("priority");

    /// <summary><c>priorityClassName</c>: text.</summary>
    public Text PriorityClassName => at.ReadText("priorityClassName");

    /// <summary><c>readinessGates</c>: a list, read untyped.</summary>
    public Items<Field> ReadinessGates => at.ReadItems<Field>("readinessGates");

    /// <summary><c>resourceClaims</c>: a list, read untyped.</summary>
    public Items<Field> ResourceClaims => at.ReadItems<Field>("resourceClaims");

    /// <summary><c>resources</c>: an object.</summary>
    public ResourceRequirements Resources => new(at.Member("resources"));

    /// <summary><c>restartPolicy</c>: text.</summary>
    public Text RestartPolicy => at.ReadText("restartPolicy");

    /// <summary><c>runtimeClassName</c>: text.</summary>
    public Text RuntimeClassName => at.ReadText("runtimeClassName");

    /// <summary><c>schedulerName</c>: text.</summary>
    public Text SchedulerName => at.ReadText("schedulerName");

    /// <summary><c>schedulingGates</c>: a list, read untyped.</summary>
    public Items<Field> SchedulingGates => at.ReadItems<Field>("schedulingGates");

    /// <summary><c>schedulingGroup</c>: an object, read untyped.</summary>
    public Field SchedulingGroup => at.Member("schedulingGroup");

    /// <summary><c>securityContext</c>: an object.</summary>
    public PodSecurityContext SecurityContext => new(at.Member("securityContext"));

    /// <summary><c>serviceAccount</c>: text.</summary>
    public Text ServiceAccount => at.ReadText("serviceAccount");

    /// <summary><c>serviceAccountName</c>: text.</summary>
    public Text ServiceAccountName => at.ReadText("serviceAccountName");

    /// <summary><c>setHostnameAsFQDN</c>: true or false.</summary>
    public bool? SetHostnameAsFQDN => at.ReadBool("setHostnameAsFQDN");

    /// <summary><c>shareProcessNamespace</c>: true or false.</summary>
    public bool? ShareProcessNamespace => at.ReadBool("shareProcessNamespace");

    /// <summary><c>subdomain</c>: text.</summary>
    public Text Subdomain => at.ReadText("subdomain");

    /// <summary><c>terminationGracePeriodSeconds</c>: a whole number.</summary>
    public long? TerminationGracePeriodSeconds => at.ReadLong("terminationGracePeriodSeconds");

    /// <summary><c>tolerations</c>: a list of objects.</summary>
    public Items<Toleration> Tolerations => at.ReadItems<Toleration>("tolerations");

    /// <summary><c>topologySpreadConstraints</c>: a list, read untyped.</summary>
    public Items<Field> TopologySpreadConstraints => at.ReadItems<Field>("topologySpreadConstraints");

    /// <summary><c>volumes</c>: a list of objects.</summary>
    public Items<Volume> Volumes => at.ReadItems<Volume>("volumes");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    static PodSpec IItem<PodSpec>.From(Field item) => new(item);

    /// <summary>True when the object is absent.</summary>
    public static bool operator ==(PodSpec view, Absent? _) => !view.Exists;

    /// <summary>True when the object is there.</summary>
    public static bool operator !=(PodSpec view, Absent? _) => view.Exists;

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is PodSpec other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
