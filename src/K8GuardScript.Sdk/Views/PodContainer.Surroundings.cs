using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Views;

/// <content>A container where it stands: its own fields, and the pod and the workload that hold it.</content>
public readonly partial struct PodContainer
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

    /// <summary>The same container without its surroundings.</summary>
    public static implicit operator Container(PodContainer container) => new(container.at);

    /// <summary>The same container without its surroundings.</summary>
    public Container ToContainer() => new(at);
}
