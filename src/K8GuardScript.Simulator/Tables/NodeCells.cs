using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Tables;

/// <summary>What a node's row tells.</summary>
internal static class NodeCells
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static string Status(JsonObject node)
    {
        var ready = (node["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(entry => entry.Text("type") == "Ready");
        var text = ready?.Text("status") switch
        {
            "True" => "Ready",
            null => "Unknown",
            _ => "NotReady",
        };
        return node["spec"]?["unschedulable"]?.GetValueKind() == JsonValueKind.True ? text + ",SchedulingDisabled" : text;
    }

    public static string Roles(JsonObject node)
    {
        var roles = (node.Metadata()["labels"] as JsonObject ?? []).Select(label => label.Key)
            .Where(key => key.StartsWith(RolePrefix, StringComparison.Ordinal)).Select(key => key[RolePrefix.Length..])
            .Order(StringComparer.Ordinal);
        var text = string.Join(",", roles);
        return text.Length > 0 ? text : "<none>";
    }

    public static string Address(JsonObject node, string type) => (node["status"]?["addresses"] as JsonArray ?? []).OfType<JsonObject>()
        .FirstOrDefault(entry => entry.Text("type") == type)?.Text("address") ?? "<none>";
}
