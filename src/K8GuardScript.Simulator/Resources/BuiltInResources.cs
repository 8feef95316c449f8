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

    // group/version, plural, kind, short names, flags, subresources; the flags:
    // c cluster-scoped, g generation, u created by PUT, a category `all`, x category `api-extensions`, o asked only, l read only
    private static readonly string[] Table =
    [
        "v1 bindings Binding - o -",
        "v1 componentstatuses ComponentStatus cs cl -",
        "v1 configmaps ConfigMap cm - -",
        "v1 endpoints Endpoints ep - -",
        "v1 events Event ev - -",
        "v1 limitranges LimitRange limits - -",
        "v1 namespaces Namespace ns c finalize,status",
        "v1 nodes Node no c proxy,status",
        "v1 persistentvolumeclaims PersistentVolumeClaim pvc - status",
        "v1 persistentvolumes PersistentVolume pv c status",
        "v1 pods Pod po ga attach,binding,ephemeralcontainers,eviction,exec,log,portforward,proxy,resize,status",
        "v1 podtemplates PodTemplate - g -",
        "v1 replicationcontrollers ReplicationController rc ga scale,status",
        "v1 resourcequotas ResourceQuota quota - status",
        "v1 secrets Secret - - -",
        "v1 serviceaccounts ServiceAccount sa - token",
        "v1 services Service svc a proxy,status",
        "apiregistration.k8s.io/v1 apiservices APIService - cx status",
        "apps/v1 controllerrevisions ControllerRevision - - -",
        "apps/v1 daemonsets DaemonSet ds ga status",
        "apps/v1 deployments Deployment deploy ga scale,status",
        "apps/v1 replicasets ReplicaSet rs ga scale,status",
        "apps/v1 statefulsets StatefulSet sts ga scale,status",
        "events.k8s.io/v1 events Event ev - -",
        "authentication.k8s.io/v1 selfsubjectreviews SelfSubjectReview - co -",
        "authentication.k8s.io/v1 tokenreviews TokenReview - co -",
        "authorization.k8s.io/v1 localsubjectaccessreviews LocalSubjectAccessReview - o -",
        "authorization.k8s.io/v1 selfsubjectaccessreviews SelfSubjectAccessReview - co -",
        "authorization.k8s.io/v1 selfsubjectrulesreviews SelfSubjectRulesReview - co -",
        "authorization.k8s.io/v1 subjectaccessreviews SubjectAccessReview - co -",
        "autoscaling/v2 horizontalpodautoscalers HorizontalPodAutoscaler hpa a status",
        "autoscaling/v1 horizontalpodautoscalers HorizontalPodAutoscaler hpa a status",
        "batch/v1 cronjobs CronJob cj ga status",
        "batch/v1 jobs Job - ga status",
        "certificates.k8s.io/v1 certificatesigningrequests CertificateSigningRequest csr c approval,status",
        "networking.k8s.io/v1 ingressclasses IngressClass - cg -",
        "networking.k8s.io/v1 ingresses Ingress ing g status",
        "networking.k8s.io/v1 ipaddresses IPAddress ip c -",
        "networking.k8s.io/v1 networkpolicies NetworkPolicy netpol g -",
        "networking.k8s.io/v1 servicecidrs ServiceCIDR - cg status",
        "policy/v1 poddisruptionbudgets PodDisruptionBudget pdb g status",
        "rbac.authorization.k8s.io/v1 clusterrolebindings ClusterRoleBinding - c -",
        "rbac.authorization.k8s.io/v1 clusterroles ClusterRole - c -",
        "rbac.authorization.k8s.io/v1 rolebindings RoleBinding - - -",
        "rbac.authorization.k8s.io/v1 roles Role - - -",
        "storage.k8s.io/v1 csidrivers CSIDriver - c -",
        "storage.k8s.io/v1 csinodes CSINode - c -",
        "storage.k8s.io/v1 csistoragecapacities CSIStorageCapacity - - -",
        "storage.k8s.io/v1 storageclasses StorageClass sc c -",
        "storage.k8s.io/v1 volumeattachments VolumeAttachment - c status",
        "storage.k8s.io/v1 volumeattributesclasses VolumeAttributesClass vac c -",
        "admissionregistration.k8s.io/v1 mutatingadmissionpolicies MutatingAdmissionPolicy - cgx -",
        "admissionregistration.k8s.io/v1 mutatingadmissionpolicybindings MutatingAdmissionPolicyBinding - cgx -",
        "admissionregistration.k8s.io/v1 mutatingwebhookconfigurations MutatingWebhookConfiguration - cgx -",
        "admissionregistration.k8s.io/v1 validatingadmissionpolicies ValidatingAdmissionPolicy - cgx status",
        "admissionregistration.k8s.io/v1 validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding - cgx -",
        "admissionregistration.k8s.io/v1 validatingwebhookconfigurations ValidatingWebhookConfiguration - cgx -",
        "apiextensions.k8s.io/v1 customresourcedefinitions CustomResourceDefinition crd,crds cgx status",
        "scheduling.k8s.io/v1 priorityclasses PriorityClass pc cg -",
        "coordination.k8s.io/v1 leases Lease - u -",
        "node.k8s.io/v1 runtimeclasses RuntimeClass - c -",
        "discovery.k8s.io/v1 endpointslices EndpointSlice - g -",
        "resource.k8s.io/v1 deviceclasses DeviceClass - cg -",
        "resource.k8s.io/v1 resourceclaims ResourceClaim - g status",
        "resource.k8s.io/v1 resourceclaimtemplates ResourceClaimTemplate - g -",
        "resource.k8s.io/v1 resourceslices ResourceSlice - cg -",
        "flowcontrol.apiserver.k8s.io/v1 flowschemas FlowSchema - cg status",
        "flowcontrol.apiserver.k8s.io/v1 prioritylevelconfigurations PriorityLevelConfiguration - cg status",
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
        string[] subresources = cells[5] == "-" ? [] : cells[5].Split(',');
        return new ResourceType(id, cells[0][(slash + 1)..], kind, kind.ToLowerInvariant(), Namespaced: !Has('c'))
        {
            ShortNames = cells[3] == "-" ? [] : cells[3].Split(','),
            Categories = Has('a') ? ["all"] : Has('x') ? ["api-extensions"] : [],
            StoredAs = kind == "Event" ? Events : id,
            Subresources = subresources,
            IsAskedOnly = Has('o') || Has('l'),
            HasStatus = subresources.Contains("status"),
            HasGeneration = Has('g'),
            CreatesOnUpdate = Has('u'),
            Scale = subresources.Contains("scale") ? ScalePaths.BuiltIn : null,
            Verbs = Has('o') ? ["create"]
                : Has('l') ? ["get", "list"]
                : id == Namespaces ? [.. ResourceType.AllVerbs.Where(verb => verb != "deletecollection")]
                : ResourceType.AllVerbs,
        };
    }
}
