using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Tables;

/// <summary>What a pod's row tells, as the printers of a real server make it out.</summary>
internal static class PodCells
{
    public static string Ready(JsonObject pod)
    {
        var ready = Statuses(pod).Count(status => status["ready"]?.GetValue<bool>() == true);
        return $"{ready}/{(pod["spec"]?["containers"] as JsonArray)?.Count ?? 0}";
    }

    public static long Restarts(JsonObject pod) => Statuses(pod).Sum(status => status.Whole("restartCount") ?? 0);

    public static string Status(JsonObject pod)
    {
        if (pod.Metadata().ContainsKey("deletionTimestamp")) return "Terminating";
        var status = pod["status"] as JsonObject ?? [];
        var reason = status.Text("reason") ?? status.Text("phase") ?? "Unknown";
        foreach (var state in Statuses(pod).Select(container => container["state"] as JsonObject))
        {
            if ((state?["waiting"] as JsonObject)?.Text("reason") is { Length: > 0 } waiting) reason = waiting;
            else if ((state?["terminated"] as JsonObject)?.Text("reason") is { Length: > 0 } ended) reason = ended;
        }

        return reason;
    }

    private static IEnumerable<JsonObject> Statuses(JsonObject pod) =>
        (pod["status"]?["containerStatuses"] as JsonArray ?? []).OfType<JsonObject>();
}
