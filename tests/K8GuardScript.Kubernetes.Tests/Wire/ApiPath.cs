namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>A recorded path, taken apart. What it does not have is empty.</summary>
internal sealed record ApiPath(string Group, string Version, string Namespace, string Plural, string Name, string Subresource)
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["pods"] = "Pod",
        ["configmaps"] = "ConfigMap",
        ["services"] = "Service",
        ["serviceaccounts"] = "ServiceAccount",
        ["namespaces"] = "Namespace",
        ["nodes"] = "Node",
        ["events"] = "Event",
        ["deployments"] = "Deployment",
        ["statefulsets"] = "StatefulSet",
        ["replicasets"] = "ReplicaSet",
        ["cronjobs"] = "CronJob",
        ["jobs"] = "Job",
        ["ingresses"] = "Ingress",
        ["leases"] = "Lease",
        ["poddisruptionbudgets"] = "PodDisruptionBudget",
        ["widgets"] = "Widget",
        ["gadgets"] = "Gadget",
        ["rolebindings"] = "RoleBinding",
        ["customresourcedefinitions"] = "CustomResourceDefinition",
        ["validatingadmissionpolicies"] = "ValidatingAdmissionPolicy",
        ["validatingadmissionpolicybindings"] = "ValidatingAdmissionPolicyBinding",
        ["validatingwebhookconfigurations"] = "ValidatingWebhookConfiguration",
    };

    public string Kind => Kinds.GetValueOrDefault(Plural, "");

    /// <summary>Where all objects of the kind are listed.</summary>
    public string Collection => $"{GroupVersion}/{Plural}";

    public string GroupVersion => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";

    public static ApiPath Parse(string path)
    {
        var parts = path.Trim('/').Split('/');
        var (group, rest) = parts[0] switch
        {
            "api" => ("", parts[1..]),
            "apis" when parts.Length > 1 => (parts[1], parts[2..]),
            _ => ("", parts[..0]),
        };
        var version = rest.Length > 0 ? rest[0] : "";
        var @namespace = "";
        rest = rest.Length > 0 ? rest[1..] : rest;
        if (rest is ["namespaces", var found, _, ..]) (@namespace, rest) = (found, rest[2..]);
        return new ApiPath(group, version, @namespace, At(rest, 0), At(rest, 1), At(rest, 2));
    }

    private static string At(string[] parts, int index) => index < parts.Length ? parts[index] : "";
}
