using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Writing;

/// <summary>A create request can't bring a status: the kinds that have one start with their own.</summary>
internal static class InitialStatus
{
    public static void Reset(ResourceType type, JsonObject body)
    {
        if (!type.HasStatus) return;
        body.Remove("status");
        if (type.IsCustom) return;
        body["status"] = type.Id.ToString() switch
        {
            "pods" => new JsonObject { ["phase"] = "Pending" },
            "persistentvolumeclaims" => new JsonObject { ["phase"] = "Pending" },
            "services" or "ingresses.networking.k8s.io" => new JsonObject { ["loadBalancer"] = new JsonObject() },
            "statefulsets.apps" => new JsonObject { ["replicas"] = 0, ["availableReplicas"] = 0 },
            "replicasets.apps" or "replicationcontrollers" => new JsonObject { ["replicas"] = 0 },
            _ => new JsonObject(),
        };
    }
}
