using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>A create request can't bring a status: the kinds that have one start with their own. Nodes alone bring theirs.</summary>
internal static class InitialStatus
{
    private static readonly string[] NodeFacts =
    [
        "machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion", "kubeletVersion", "kubeProxyVersion",
        "operatingSystem", "architecture",
    ];

    public static void Reset(ResourceType type, JsonObject body)
    {
        if (!type.HasStatus) return;
        if (type.Id.ToString() == "nodes")
        {
            CompleteNode(body);
            return;
        }

        body.Remove("status");
        if (type.IsCustom) return;
        body["status"] = type.Id.ToString() switch
        {
            "pods" => new JsonObject { ["phase"] = "Pending", ["qosClass"] = PodDefaults.QualityOf(body["spec"] as JsonObject ?? []) },
            "persistentvolumeclaims" => new JsonObject { ["phase"] = "Pending" },
            "services" or "ingresses.networking.k8s.io" => new JsonObject { ["loadBalancer"] = new JsonObject() },
            "statefulsets.apps" => new JsonObject { ["replicas"] = 0, ["availableReplicas"] = 0 },
            "replicasets.apps" or "replicationcontrollers" => new JsonObject { ["replicas"] = 0 },
            "daemonsets.apps" => Zeros("currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady"),
            "customresourcedefinitions.apiextensions.k8s.io" => DefinitionLife.NotEstablished(body),
            "poddisruptionbudgets.policy" => Zeros("disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"),
            _ => new JsonObject(),
        };
    }

    private static void CompleteNode(JsonObject body)
    {
        var status = body.Section("status");
        status.Default("daemonEndpoints", new JsonObject { ["kubeletEndpoint"] = new JsonObject { ["Port"] = 0 } });
        foreach (var fact in NodeFacts) status.Section("nodeInfo").Default(fact, "");
    }

    private static JsonObject Zeros(params ReadOnlySpan<string> keys)
    {
        var status = new JsonObject();
        foreach (var key in keys) status[key] = 0;
        return status;
    }
}
