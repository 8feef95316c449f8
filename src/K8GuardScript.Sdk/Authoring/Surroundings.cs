using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>What surrounds an object: the labels of its namespace. They are looked up, as <see cref="Cluster"/> does it.</summary>
#pragma warning disable CA1708 // extension blocks have names that only the analyzer sees
public static class Surroundings
#pragma warning restore CA1708
{
    /// <typeparam name="T">the view of the kind</typeparam>
    extension<T>(T view)
        where T : struct, IKind<T>, IView
    {
        /// <summary>The labels of the object's namespace; none for an object without one. Works only inside a rule.</summary>
        public TextMap NamespaceLabels => Cluster.NamespaceLabels(view.Place["metadata"]["namespace"].Text);
    }

    extension(Workload workload)
    {
        /// <summary>The labels of the workload's namespace; none for an object without one. Works only inside a rule.</summary>
        public TextMap NamespaceLabels => Cluster.NamespaceLabels(workload.Metadata.Namespace);
    }

    extension(PodContainer container)
    {
        /// <summary>The labels of the namespace in which the container runs; none without one. Works only inside a rule.</summary>
        public TextMap NamespaceLabels => Cluster.NamespaceLabels(container.Owner.Metadata.Namespace);
    }
}
