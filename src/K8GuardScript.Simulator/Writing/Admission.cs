using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// What the built-in admission plugins do to new objects: pods get their service account, priority and tolerations, nodes a taint;
/// missing accounts and classes and full quotas are refused. Admission policies and webhooks have no effect.
/// </summary>
internal static class Admission
{
    private const string AppArmor = "container.apparmor.security.beta.kubernetes.io/";

    public static void Admit(WriteTransaction tx, WriteRequest request, ObjectName name, JsonObject body)
    {
        var type = request.Type;
        if (type.Id == BuiltInResources.Pods) AdmitPod(tx, request, name, body);
        if (type.Id == BuiltInResources.Nodes)
        {
            body.Section("spec").Default("taints", new JsonArray(
                new JsonObject { ["key"] = "node.kubernetes.io/not-ready", ["effect"] = "NoSchedule" }));
        }

        if (name.Namespace.Length > 0) CheckQuotas(tx, type, name);
    }

    private static void AdmitPod(WriteTransaction tx, WriteRequest request, ObjectName name, JsonObject body)
    {
        foreach (var (key, profile) in body.Metadata()["annotations"] as JsonObject ?? [])
        {
            if (key.StartsWith(AppArmor, StringComparison.Ordinal))
                Confine(request, body, key, profile?.ToString() ?? "");
        }

        var spec = body.Section("spec");
        AddAccount(tx, name, spec);
        AddPriority(tx, name, spec);
        AddToleration(spec, "node.kubernetes.io/not-ready");
        AddToleration(spec, "node.kubernetes.io/unreachable");
    }

    /// <summary>The old annotation for AppArmor becomes the field that took its place.</summary>
    private static void Confine(WriteRequest request, JsonObject body, string key, string profile)
    {
        request.Warn($"metadata.annotations[{key}]: deprecated since v1.30; use the \"appArmorProfile\" field instead");
        var container = body.Section("spec").Objects("containers").FirstOrDefault(one => one.Text("name") == key[AppArmor.Length..]);
        if (container is null) return;
        container.Section("securityContext")["appArmorProfile"] = profile switch
        {
            "runtime/default" => new JsonObject { ["type"] = "RuntimeDefault" },
            "unconfined" => new JsonObject { ["type"] = "Unconfined" },
            _ => new JsonObject { ["type"] = "Localhost", ["localhostProfile"] = profile.Replace("localhost/", "", StringComparison.Ordinal) },
        };
    }

    private static void AddAccount(WriteTransaction tx, ObjectName pod, JsonObject spec)
    {
        spec.Default("serviceAccountName", "default");
        var account = spec.Text("serviceAccountName")!;
        spec["serviceAccount"] = account;

        // the account `default` is taken to be there, as namespaces that were loaded have none
        if (account != "default" && tx.Find(new ResourceId("", "serviceaccounts"), new ObjectName(pod.Namespace, account)) is null)
        {
            throw ApiError.Forbidden(BuiltInResources.Pods, pod.Name,
                $"error looking up service account {pod.Namespace}/{account}: serviceaccount \"{account}\" not found");
        }

        if (spec["automountServiceAccountToken"]?.GetValueKind() == System.Text.Json.JsonValueKind.False) return;
        var volume = Names.Generate("kube-api-access-", tx.NextRevision);
        if (spec["volumes"] is not JsonArray volumes) spec["volumes"] = volumes = [];
        volumes.Add(TokenVolume(volume));
        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers")))
        {
            if (container["volumeMounts"] is not JsonArray mounts) container["volumeMounts"] = mounts = [];
            mounts.Add(new JsonObject
            {
                ["name"] = volume,
                ["readOnly"] = true,
                ["mountPath"] = "/var/run/secrets/kubernetes.io/serviceaccount",
            });
        }
    }

    private static JsonObject TokenVolume(string name)
    {
        var volume = JsonNode.Parse("""
            {"projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},
             {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},
             {"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],
             "defaultMode":420}}
            """)!.AsObject();
        volume["name"] = name;
        return volume;
    }

    private static void AddPriority(WriteTransaction tx, ObjectName pod, JsonObject spec)
    {
        JsonNode priority = 0;
        if (spec.Text("priorityClassName") is { Length: > 0 } wanted && !wanted.StartsWith("system-", StringComparison.Ordinal))
        {
            var stored = tx.Find(new ResourceId("scheduling.k8s.io", "priorityclasses"), new ObjectName("", wanted))
                ?? throw ApiError.Forbidden(BuiltInResources.Pods, pod.Name, $"no PriorityClass with name {wanted} was found");
            priority = stored.ToBody()["value"]?.DeepClone() ?? 0;
        }

        spec.Default("priority", priority);
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
    }

    private static void AddToleration(JsonObject spec, string key)
    {
        if (spec["tolerations"] is not JsonArray tolerations) spec["tolerations"] = tolerations = [];
        if (tolerations.OfType<JsonObject>().Any(has => has.Text("key") == key || (has.Text("key") is null && has.Text("operator") == "Exists")))
            return;
        tolerations.Add(new JsonObject
        {
            ["key"] = key,
            ["operator"] = "Exists",
            ["effect"] = "NoExecute",
            ["tolerationSeconds"] = 300,
        });
    }

    /// <summary>Counts of objects only: <c>count/RESOURCE</c> and <c>pods</c>.</summary>
    private static void CheckQuotas(WriteTransaction tx, ResourceType type, ObjectName name)
    {
        var contents = tx.Index.ContentsOf(name.Namespace);
        if (!contents.ContainsKey(BuiltInResources.Quotas)) return;
        foreach (var quota in tx.All(BuiltInResources.Quotas).Where(quota => quota.Name.Namespace == name.Namespace))
        {
            foreach (var (key, limit) in (quota.ToBody()["spec"] as JsonObject)?["hard"] as JsonObject ?? [])
            {
                if (key != $"count/{type.Id}" && key != type.Id.ToString()) continue;
                var used = contents.GetValueOrDefault(type.StoredAs);
                if (!int.TryParse(limit?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) || used < most) continue;
                var count = Versions.Text(used);
                throw ApiError.Forbidden(type.Id, name.Name,
                    $"exceeded quota: {quota.Name.Name}, requested: {key}=1, used: {key}={count}, limited: {key}={limit}");
            }
        }
    }
}
