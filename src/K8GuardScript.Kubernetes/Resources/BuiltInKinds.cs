using System.Collections.Frozen;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>Paths of kinds that every cluster has, so that nothing need be asked for them.</summary>
internal static class BuiltInKinds
{
    private static readonly FrozenDictionary<KindName, ResourcePath> All = Build().ToFrozenDictionary(path => path.Kind);

    /// <returns>null for a kind that is not built in, or not in that version</returns>
    public static ResourcePath? Find(KindName kind) => All.GetValueOrDefault(kind);

    /// <summary>Whether a built-in kind has <c>scale</c> or <c>eviction</c>; of others nobody asks.</summary>
    public static bool HasSubresource(KindName kind, string subresource) => subresource switch
    {
        "scale" => kind is { Group: "apps", Kind: "Deployment" or "ReplicaSet" or "StatefulSet" }
            or { Group: "", Kind: "ReplicationController" },
        "eviction" => kind is { Group: "", Kind: "Pod" },
        _ => false,
    };

    private static IEnumerable<ResourcePath> Build() =>
    [
        .. Of("v1", false, "Namespace namespaces", "Node nodes", "PersistentVolume persistentvolumes"),
        .. Of(
            "v1", true, "ConfigMap configmaps", "Endpoints endpoints", "LimitRange limitranges",
            "PersistentVolumeClaim persistentvolumeclaims", "Pod pods", "PodTemplate podtemplates",
            "ReplicationController replicationcontrollers", "ResourceQuota resourcequotas", "Secret secrets",
            "Service services", "ServiceAccount serviceaccounts"),
        .. Of(
            "apps/v1", true, "ControllerRevision controllerrevisions", "DaemonSet daemonsets", "Deployment deployments",
            "ReplicaSet replicasets", "StatefulSet statefulsets"),
        .. Of("batch/v1", true, "CronJob cronjobs", "Job jobs"),
        .. Of("autoscaling/v2", true, "HorizontalPodAutoscaler horizontalpodautoscalers"),
        .. Of("networking.k8s.io/v1", true, "Ingress ingresses", "NetworkPolicy networkpolicies"),
        .. Of("networking.k8s.io/v1", false, "IngressClass ingressclasses"),
        .. Of("policy/v1", true, "PodDisruptionBudget poddisruptionbudgets"),
        .. Of("rbac.authorization.k8s.io/v1", true, "Role roles", "RoleBinding rolebindings"),
        .. Of("rbac.authorization.k8s.io/v1", false, "ClusterRole clusterroles", "ClusterRoleBinding clusterrolebindings"),
        .. Of("coordination.k8s.io/v1", true, "Lease leases"),
        .. Of("discovery.k8s.io/v1", true, "EndpointSlice endpointslices"),
        .. Of("storage.k8s.io/v1", false, "StorageClass storageclasses", "CSIDriver csidrivers", "VolumeAttachment volumeattachments"),
        .. Of("scheduling.k8s.io/v1", false, "PriorityClass priorityclasses"),
        .. Of("apiextensions.k8s.io/v1", false, "CustomResourceDefinition customresourcedefinitions"),
        .. Of("apiregistration.k8s.io/v1", false, "APIService apiservices"),
        .. Of(
            "admissionregistration.k8s.io/v1", false, "ValidatingWebhookConfiguration validatingwebhookconfigurations",
            "MutatingWebhookConfiguration mutatingwebhookconfigurations", "ValidatingAdmissionPolicy validatingadmissionpolicies",
            "ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings"),
    ];

    private static IEnumerable<ResourcePath> Of(string apiVersion, bool isNamespaced, params string[] kindsAndPlurals) =>
        from pair in kindsAndPlurals
        let space = pair.IndexOf(' ', StringComparison.Ordinal)
        select new ResourcePath(KindName.Parse(apiVersion, pair[..space]), pair[(space + 1)..], isNamespaced);
}
