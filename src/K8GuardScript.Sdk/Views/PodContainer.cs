using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <summary>A container where it stands: its own fields, and the pod and the workload that hold it.</summary>
public readonly struct PodContainer : IView
{
    private readonly Field at;

    internal PodContainer(Field at, ContainerRole role, PodSpec pod, Workload owner)
    {
        this.at = at;
        Role = role;
        Pod = pod;
        Owner = owner;
    }

    /// <summary>In which of the pod's three lists the container is.</summary>
    public ContainerRole Role { get; }

    /// <summary>The pod's spec, or that of the template.</summary>
    public PodSpec Pod { get; }

    /// <summary>The object that was read: a Deployment, a Pod, a CronJob, ...</summary>
    public Workload Owner { get; }

    /// <summary><c>args</c>: a list of texts.</summary>
    public Items<Text> Args => at.ReadItems<Text>("args");

    /// <summary><c>command</c>: a list of texts.</summary>
    public Items<Text> Command => at.ReadItems<Text>("command");

    /// <summary><c>env</c>: a list of objects.</summary>
    public Items<EnvVar> Env => at.ReadItems<EnvVar>("env");

    /// <summary><c>envFrom</c>: a list, read untyped.</summary>
    public Items<Field> EnvFrom => at.ReadItems<Field>("envFrom");

    /// <summary><c>image</c>: text.</summary>
    public Text Image => at.ReadText("image");

    /// <summary><c>imagePullPolicy</c>: text.</summary>
    public Text ImagePullPolicy => at.ReadText("imagePullPolicy");

    /// <summary><c>lifecycle</c>: an object, read untyped.</summary>
    public Field Lifecycle => at.Member("lifecycle");

    /// <summary><c>livenessProbe</c>: an object, read untyped.</summary>
    public Field LivenessProbe => at.Member("livenessProbe");

    /// <summary><c>name</c>: text.</summary>
    public Text Name => at.ReadText("name");

    /// <summary><c>ports</c>: a list of objects.</summary>
    public Items<ContainerPort> Ports => at.ReadItems<ContainerPort>("ports");

    /// <summary><c>readinessProbe</c>: an object, read untyped.</summary>
    public Field ReadinessProbe => at.Member("readinessProbe");

    /// <summary><c>resizePolicy</c>: a list, read untyped.</summary>
    public Items<Field> ResizePolicy => at.ReadItems<Field>("resizePolicy");

    /// <summary><c>resources</c>: an object.</summary>
    public ResourceRequirements Resources => new(at.Member("resources"));

    /// <summary><c>restartPolicy</c>: text.</summary>
    public Text RestartPolicy => at.ReadText("restartPolicy");

    /// <summary><c>restartPolicyRules</c>: a list, read untyped.</summary>
    public Items<Field> RestartPolicyRules => at.ReadItems<Field>("restartPolicyRules");

    /// <summary><c>securityContext</c>: an object.</summary>
    public SecurityContext SecurityContext => new(at.Member("securityContext"));

    /// <summary><c>startupProbe</c>: an object, read untyped.</summary>
    public Field StartupProbe => at.Member("startupProbe");

    /// <summary><c>stdin</c>: true or false.</summary>
    public bool? Stdin => at.ReadBool("stdin");

    /// <summary><c>stdinOnce</c>: true or false.</summary>
    public bool? StdinOnce => at.ReadBool("stdinOnce");

    /// <summary><c>targetContainerName</c>: text; only ephemeral containers have it.</summary>
    public Text TargetContainerName => at.ReadText("targetContainerName");

    /// <summary><c>terminationMessagePath</c>: text.</summary>
    public Text TerminationMessagePath => at.ReadText("terminationMessagePath");

    /// <summary><c>terminationMessagePolicy</c>: text.</summary>
    public Text TerminationMessagePolicy => at.ReadText("terminationMessagePolicy");

    /// <summary><c>tty</c>: true or false.</summary>
    public bool? Tty => at.ReadBool("tty");

    /// <summary><c>volumeDevices</c>: a list, read untyped.</summary>
    public Items<Field> VolumeDevices => at.ReadItems<Field>("volumeDevices");

    /// <summary><c>volumeMounts</c>: a list of objects.</summary>
    public Items<VolumeMount> VolumeMounts => at.ReadItems<VolumeMount>("volumeMounts");

    /// <summary><c>workingDir</c>: text.</summary>
    public Text WorkingDir => at.ReadText("workingDir");

    /// <inheritdoc cref="Field.Exists" />
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <inheritdoc cref="Field.this[string]" />
    public Field this[string name] => at[name];

    Field IView.Place => at;

    /// <summary>True when there is no container.</summary>
    public static bool operator ==(PodContainer view, Absent? _) => !view.Exists;

    /// <summary>True when there is a container.</summary>
    public static bool operator !=(PodContainer view, Absent? _) => view.Exists;

    /// <summary>The same container without its surroundings.</summary>
    public static implicit operator Container(PodContainer container) => new(container.at);

    /// <summary>The same container without its surroundings.</summary>
    public Container ToContainer() => new(at);

    /// <summary>True for a view of the same place in the same object.</summary>
    public override bool Equals(object? obj) => obj is PodContainer other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>The place, as <see cref="Field.Path"/>.</summary>
    public override string ToString() => at.Path;
}
