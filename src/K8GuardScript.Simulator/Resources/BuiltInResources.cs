namespace K8GuardScript.Simulator.Resources;

/// <summary>The resources that every cluster has (Kubernetes 1.36), in the order in which discovery lists them.</summary>
internal static class BuiltInResources
{
    public static readonly ResourceId Namespaces = new("", "namespaces");
    public static readonly ResourceId Definitions = new("apiextensions.k8s.io", "customresourcedefinitions");
    public static readonly ResourceId Pods = new("", "pods");
    public static readonly ResourceId Nodes = new("", "nodes");
    public static readonly ResourceId Quotas = new("", "resourcequotas");
    public static readonly ResourceId Events = new("", "events");

    // group/version, plural, kind, short names, flags:
    // c cluster-scoped, s status subresource, g generation, r scale subresource, a category `all`, u created by PUT
    private static readonly string[] Table =
    [
        "v1 configmaps ConfigMap cm -",
        "v1 endpoints Endpoints ep -",
        "v1 events Event ev -",
        "v1 limitranges LimitRange limits -",
        "v1 namespaces Namespace ns cs",
        "v1 nodes Node no cs",
        "v1 persistentvolumeclaims PersistentVolumeClaim pvc s",
        "v1 persistentvolumes PersistentVolume pv cs",
        "v1 pods Pod po sga",
        "v1 podtemplates PodTemplate - g",
        "v1 replicationcontrollers ReplicationController rc sgra",
        "v1 resourcequotas ResourceQuota quota s",
        "v1 secrets Secret - -",
        "v1 serviceaccounts ServiceAccount sa -",
        "v1 services Service svc sa",
        "apps/v1 controllerrevisions ControllerRevision - -",
        "apps/v1 daemonsets DaemonSet ds sga",
        "apps/v1 deployments Deployment deploy sgra",
        "apps/v1 replicasets ReplicaSet rs sgra",
        "apps/v1 statefulsets StatefulSet sts sgra",
        "events.k8s.io/v1 events Event ev -",
        "autoscaling/v2 horizontalpodautoscalers HorizontalPodAutoscaler hpa sa",
        "batch/v1 cronjobs CronJob cj sga",
        "batch/v1 jobs Job - sga",
        "networking.k8s.io/v1 ingressclasses IngressClass - cg",
        "networking.k8s.io/v1 ingresses Ingress ing sg",
        "networking.k8s.io/v1 networkpolicies NetworkPolicy netpol g",
        "policy/v1 poddisruptionbudgets PodDisruptionBudget pdb sg",
        "rbac.authorization.k8s.io/v1 clusterrolebindings ClusterRoleBinding - c",
        "rbac.authorization.k8s.io/v1 clusterroles ClusterRole - c",
        "rbac.authorization.k8s.io/v1 rolebindings RoleBinding - -",
        "rbac.authorization.k8s.io/v1 roles Role - -",
        "storage.k8s.io/v1 csidrivers CSIDriver - c",
        "storage.k8s.io/v1 csinodes CSINode - c",
        "storage.k8s.io/v1 csistoragecapacities CSIStorageCapacity - -",
        "storage.k8s.io/v1 storageclasses StorageClass sc c",
        "storage.k8s.io/v1 volumeattachments VolumeAttachment - cs",
        "admissionregistration.k8s.io/v1 mutatingwebhookconfigurations MutatingWebhookConfiguration - cg",
        "admissionregistration.k8s.io/v1 validatingadmissionpolicies ValidatingAdmissionPolicy - csg",
        "admissionregistration.k8s.io/v1 validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding - cg",
        "admissionregistration.k8s.io/v1 validatingwebhookconfigurations ValidatingWebhookConfiguration - cg",
        "apiextensions.k8s.io/v1 customresourcedefinitions CustomResourceDefinition crd,crds csg",
        "scheduling.k8s.io/v1 priorityclasses PriorityClass pc cg",
        "coordination.k8s.io/v1 leases Lease - u",
        "node.k8s.io/v1 runtimeclasses RuntimeClass - c",
        "discovery.k8s.io/v1 endpointslices EndpointSlice - g",
    ];

    public static IReadOnlyList<ResourceType> All { get; } = [.. Table.Select(Parse)];

    private static ResourceType Parse(string line)
    {
        var cells = line.Split(' ');
        var slash = cells[0].IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : cells[0][..slash];
        var kind = cells[2];
        bool Has(char flag) => cells[4].Contains(flag, StringComparison.Ordinal);

        var id = new ResourceId(group, cells[1]);
        return new ResourceType(id, cells[0][(slash + 1)..], kind, kind.ToLowerInvariant(), Namespaced: !Has('c'))
        {
            ShortNames = cells[3] == "-" ? [] : cells[3].Split(','),
            Categories = Has('a') ? ["all"] : [],
            StoredAs = kind == "Event" ? Events : id,
            HasStatus = Has('s'),
            HasGeneration = Has('g'),
            CreatesOnUpdate = Has('u'),
            Scale = Has('r') ? ScalePaths.BuiltIn : null,
            Verbs = id == Namespaces ? [.. ResourceType.AllVerbs.Where(verb => verb != "deletecollection")] : ResourceType.AllVerbs,
        };
    }
}
