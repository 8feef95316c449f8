using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Compares the pod spec of an owned object with the template of its owner, without what the API server, its admission plugins and
/// the controllers add to every pod. Pure.
/// </summary>
internal static class Deviation
{
    private const string TokenMount = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string TokenVolume = "kube-api-access-";

    /// <returns>where the child differs first, for people; null where it is what its owner makes</returns>
    /// <param name="child">a Pod, or a workload that was made by another</param>
    /// <param name="owner">its direct owner</param>
    public static string? Of(KubeObject child, KubeObject owner)
    {
        var (mine, template) = (Ownership.PodSpec(child), Ownership.PodSpec(owner));
        return Difference(mine, template, new Context(mine, owner), Part.PodSpec)?.Path;
    }

    /// <summary>Whether two versions of an owner make the same pods.</summary>
    public static bool IsSameTemplate(KubeObject one, KubeObject other) => IsEqual(Ownership.PodSpec(one), Ownership.PodSpec(other));

    private static Field? Difference(Field mine, Field theirs, in Context context, Part part)
    {
        if (mine.Kind == ValueKind.Object || theirs.Kind == ValueKind.Object) return InMembers(mine, theirs, context, part);
        if (mine.Kind == ValueKind.List || theirs.Kind == ValueKind.List) return InItems(mine, theirs, context, part);
        if (IsEqual(mine, theirs)) return null;
        return mine.Exists ? mine : theirs;
    }

    private static Field? InMembers(Field mine, Field theirs, in Context context, Part part)
    {
        for (var i = 0; i < mine.Count; i++)
        {
            var member = mine.Child(i);
            var name = member.Name;
            var other = theirs.TryMember(name, out var found) ? found : default;
            if (IsRoutine(name, member, other, context, part)) continue;
            if (Difference(member, other, context, Inside(part, name)) is { } difference) return difference;
        }

        for (var i = 0; i < theirs.Count; i++)
        {
            var member = theirs.Child(i);
            if (mine.TryMember(member.Name, out _) || IsEmpty(member) || IsRoutine(member.Name, default, member, context, part)) continue;
            return member;
        }

        var isMixed = mine.Kind != ValueKind.Object && !(IsEmpty(mine) && IsEmpty(theirs));
        return isMixed ? theirs : null;
    }

    // order matters to containers, so items that are added are passed over and the others must follow each other alike
    private static Field? InItems(Field mine, Field theirs, in Context context, Part part)
    {
        var next = 0;
        for (var i = 0; i < mine.Count; i++)
        {
            var item = mine.Child(i);
            var difference = next < theirs.Count ? Difference(item, theirs.Child(next), context, part) : item;
            if (difference is null) next++;
            else if (!IsRoutine(item, context, part)) return difference;
        }

        return LeftOver(theirs, next, context, part);
    }

    private static Field? LeftOver(Field theirs, int next, in Context context, Part part)
    {
        for (; next < theirs.Count; next++)
        {
            if (part != Part.Volumes || !context.IsClaimed(theirs.Child(next)["name"])) return theirs.Child(next);
        }

        return null;
    }

    private static bool IsRoutine(string name, Field mine, Field theirs, in Context context, Part part) => part switch
    {
        Part.PodSpec => name switch
        {
            "nodeName" or "priority" or "preemptionPolicy" or "schedulerName" or "schedulingGates" => true,
            "serviceAccountName" or "serviceAccount" => IsDefault(mine, "default") && IsDefault(theirs, "default"),
            "enableServiceLinks" => mine.Bool != false && theirs.Bool != false,
            "imagePullSecrets" or "hostname" or "subdomain" or "priorityClassName" or "overhead" => IsEmpty(theirs),
            _ => false,
        },
        Part.NodeAffinity => name == "requiredDuringSchedulingIgnoredDuringExecution" && context.IsOfDaemonSet,
        Part.Container => name == "imagePullPolicy" && (mine.Text == "Always" || !theirs.Exists),
        Part.Port => name == "hostPort" && !theirs.Exists && context.UsesHostNetwork,
        Part.Amounts => !theirs.Exists,
        _ => false,
    };

    private static bool IsRoutine(Field item, in Context context, Part part) => part switch
    {
        Part.Volumes => IsTokenVolume(item) || (context.IsClaimed(item["name"]) && item["persistentVolumeClaim"].Exists),
        Part.Mounts => item["mountPath"].Text == TokenMount && item["name"].Text.StartsWith(TokenVolume),

        // taints of nodes that are told by their conditions: the node lifecycle and DaemonSet controllers
        Part.Tolerations => item["key"].Text.StartsWith("node.kubernetes.io/"),
        Part.Env => item["name"].Text == "JOB_COMPLETION_INDEX" && context.IsOfJob,
        _ => false,
    };

    // what admission adds to nearly every pod holds the token of its service account, the cluster's certificate and its namespace
    private static bool IsTokenVolume(Field volume)
    {
        if (!volume["name"].Text.StartsWith(TokenVolume) || volume.Count != 2) return false;
        var sources = volume["projected"]["sources"];
        for (var i = 0; i < sources.Count; i++)
        {
            var source = sources.Child(i);
            var isExpected = source["serviceAccountToken"].Exists || source["downwardAPI"].Exists
                || source["configMap"]["name"].Text.Is("kube-root-ca.crt", "openshift-service-ca.crt");
            if (source.Count != 1 || !isExpected) return false;
        }

        return sources.Count > 0;
    }

    private static Part Inside(Part part, string name) => (part, name) switch
    {
        (Part.PodSpec, "containers" or "initContainers") => Part.Container,
        (Part.PodSpec, "volumes") => Part.Volumes,
        (Part.PodSpec, "tolerations") => Part.Tolerations,
        (Part.PodSpec, "affinity") => Part.Affinity,
        (Part.Affinity, "nodeAffinity") => Part.NodeAffinity,
        (Part.Container, "volumeMounts") => Part.Mounts,
        (Part.Container, "env") => Part.Env,
        (Part.Container, "ports") => Part.Port,
        (Part.Container, "resources") => Part.Resources,
        (Part.Resources, "limits" or "requests") => Part.Amounts,
        _ => Part.Other,
    };

    private static bool IsEqual(Field mine, Field theirs)
    {
        if (IsEmpty(mine) && IsEmpty(theirs)) return true;
        if (mine.Kind != theirs.Kind) return false;
        switch (mine.Kind)
        {
            case ValueKind.Text:
                return mine.Text == theirs.Text;
            case ValueKind.Number:
                return mine.Integer is { } number ? number == theirs.Integer : mine.ToString() == theirs.ToString();
            case ValueKind.Object:
                return IsWithin(mine, theirs) && IsWithin(theirs, mine);
            case ValueKind.List when mine.Count == theirs.Count:
                for (var i = 0; i < mine.Count; i++)
                {
                    if (!IsEqual(mine.Child(i), theirs.Child(i))) return false;
                }

                return true;
            default:
                return mine.Kind != ValueKind.List;
        }
    }

    private static bool IsWithin(Field mine, Field theirs)
    {
        for (var i = 0; i < mine.Count; i++)
        {
            var member = mine.Child(i);
            if (!IsEqual(member, theirs.TryMember(member.Name, out var found) ? found : default)) return false;
        }

        return true;
    }

    // to the API, what is empty and what is left out are the same
    private static bool IsEmpty(Field field) => field.Kind switch
    {
        ValueKind.Missing or ValueKind.Null => true,
        ValueKind.Object or ValueKind.List => field.Count == 0,
        ValueKind.Text => field.Text.IsEmpty,
        _ => false,
    };

    private static bool IsDefault(Field field, string value) => IsEmpty(field) || field.Text == value;

    private enum Part
    {
        Other,
        PodSpec,
        Container,
        Volumes,
        Mounts,
        Tolerations,
        Affinity,
        NodeAffinity,
        Env,
        Port,
        Resources,
        Amounts,
    }

    private readonly struct Context(Field mine, KubeObject owner)
    {
        public bool IsOfDaemonSet => owner.Kind == "DaemonSet";

        public bool IsOfJob => owner.Kind == "Job";

        public bool UsesHostNetwork => mine["hostNetwork"].Bool == true;

        /// <summary>Whether a volume of this name is what a StatefulSet makes from a claim's template, in place of the pod template's own.</summary>
        public bool IsClaimed(Field volume)
        {
            if (owner.Kind != "StatefulSet") return false;
            var claims = owner.Root["spec"]["volumeClaimTemplates"];
            for (var i = 0; i < claims.Count; i++)
            {
                if (claims.Child(i)["metadata"]["name"].Text == volume.Text) return true;
            }

            return false;
        }
    }
}
