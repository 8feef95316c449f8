using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>Conditions of a status: the time of transition stays while the status of the condition does.</summary>
internal static class Conditions
{
    public static JsonObject? Find(JsonObject? status, string type) =>
        status?.Objects("conditions").FirstOrDefault(condition => condition.Text("type") == type);

    public static bool IsTrue(JsonObject? status, string type) => Find(status, type)?.Text("status") == "True";

    /// <param name="stamp">the name of the field that says when the condition was written, besides its transition; empty for none</param>
    public static void Set(JsonObject status, string type, bool holds, string reason, string message, string now, string stamp = "")
    {
        if (status["conditions"] is not JsonArray list) status["conditions"] = list = [];
        var value = holds ? "True" : "False";
        var old = Find(status, type);
        if (old?.Text("status") == value && old.Text("reason") == reason) return;
        var condition = new JsonObject { ["type"] = type, ["status"] = value };
        if (stamp.Length > 0) condition[stamp] = now;
        condition["lastTransitionTime"] = old?.Text("status") == value ? old["lastTransitionTime"]?.DeepClone() : now;
        condition["reason"] = reason;
        condition["message"] = message;
        if (old is null) list.Add(condition);
        else list[list.IndexOf(old)] = condition;
    }
}
