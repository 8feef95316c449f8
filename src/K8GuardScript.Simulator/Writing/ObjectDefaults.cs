using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>What a real server fills in and readers notice. The same for manifests, requests and the program's own writes.</summary>
internal static class ObjectDefaults
{
    public static void Apply(ResourceType type, string name, JsonObject body, string now)
    {
        switch (type.Id.ToString())
        {
            case "deployments.apps" or "statefulsets.apps" or "replicasets.apps" or "replicationcontrollers":
                Default(body, "replicas", 1);
                break;
            case "jobs.batch" or "cronjobs.batch":
                Default(body, "suspend", false);
                break;
            case "secrets":
                FoldStringData(body);
                if (body["type"] is null) body["type"] = "Opaque";
                break;
            case "namespaces":
                CompleteNamespace(name, body);
                break;
            case "customresourcedefinitions.apiextensions.k8s.io":
                Establish(body, now);
                break;
        }
    }

    private static void Default(JsonObject body, string field, JsonNode value)
    {
        if (body["spec"] is JsonObject spec && spec[field] is null) spec[field] = value;
    }

    /// <summary>Also the defaults that only requests get: what is loaded or written directly is kept as it is given.</summary>
    public static void ApplyAll(ResourceType type, string name, JsonObject body, string now)
    {
        Apply(type, name, body, now);
        if (type.OpenSchema is { } schema) CustomRules.Default(body, schema);
        if (type.IsCustom) return;
        WorkloadDefaults.Apply(type.Id.ToString(), body);
        if (type.Id.ToString() == "services" && body["spec"] is JsonObject service) ServiceDefaults.Apply(service, name);
    }

    private static void FoldStringData(JsonObject body)
    {
        if (!body.Remove("stringData", out var plain) || plain is not JsonObject texts) return;
        var data = body["data"] as JsonObject;
        if (data is null) body["data"] = data = [];
        foreach (var (key, value) in texts)
        {
            if (value?.GetValueKind() != JsonValueKind.String) continue;
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.GetValue<string>()));
        }
    }

    private static void CompleteNamespace(string name, JsonObject body)
    {
        var metadata = body.Metadata();
        if (metadata["labels"] is not JsonObject labels) metadata["labels"] = labels = [];
        labels["kubernetes.io/metadata.name"] = name;
        if (body["spec"] is not JsonObject) body["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
        if (body["status"] is not JsonObject status) body["status"] = status = [];
        if (status["phase"] is null) status["phase"] = "Active";
    }

    /// <summary>
    /// The simulator has no controller to wait for: a definition is accepted and established as soon as it is stored. Null conditions
    /// say that this is yet to come.
    /// </summary>
    private static void Establish(JsonObject body, string now)
    {
        if (body["spec"] is not JsonObject spec || spec["names"] is not JsonObject names) return;
        if (names.Text("kind") is { } kind)
        {
            if (names["singular"] is null) names["singular"] = kind.ToLowerInvariant();
            if (names["listKind"] is null) names["listKind"] = kind + "List";
        }

        if (spec["conversion"] is null) spec["conversion"] = new JsonObject { ["strategy"] = "None" };
        if (body["status"] is JsonObject status && status.ContainsKey("conditions")) return;
        var stored = (spec["versions"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(version => version["storage"]?.GetValueKind() == JsonValueKind.True).Select(version => version["name"]?.DeepClone());
        body["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(
                Condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
                Condition("Established", "InitialNamesAccepted", "the initial names have been accepted", now)),
            ["acceptedNames"] = names.DeepClone(),
            ["storedVersions"] = new JsonArray([.. stored]),
        };
    }

    private static JsonObject Condition(string type, string reason, string message, string now) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["lastTransitionTime"] = now,
        ["reason"] = reason,
        ["message"] = message,
    };
}
