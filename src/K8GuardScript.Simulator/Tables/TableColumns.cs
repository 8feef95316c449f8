using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Tables;

/// <summary>The columns of each kind; of kinds without columns of their own, name and age.</summary>
internal static class TableColumns
{
    private static readonly TableColumn Name =
        new("Name", "string", (body, _) => body.Metadata().Text("name")) { Format = "name", Description = "The object's name." };

    private static readonly TableColumn Created = new("Age", "string", Age.OfObject) { Description = "How long ago the object was made." };

    private static readonly Dictionary<string, TableColumn[]> Kinds = new(StringComparer.Ordinal)
    {
        ["pods"] =
        [
            Text("Ready", PodCells.Ready), Text("Status", PodCells.Status),
            Text("Restarts", body => Versions.Text(PodCells.Restarts(body))), Created,
            Wide("IP", "status.podIP"), Wide("Node", "spec.nodeName"), Wide("Nominated Node", "status.nominatedNodeName"),
            Wide("Readiness Gates", "status.readinessGates"),
        ],
        ["deployments.apps"] =
        [
            Text("Ready", body => $"{Number(body, "status.readyReplicas")}/{Number(body, "spec.replicas")}"),
            Count("Up-to-date", "status.updatedReplicas"), Count("Available", "status.availableReplicas"), Created,
        ],
        ["replicasets.apps"] =
            [Count("Desired", "spec.replicas"), Count("Current", "status.replicas"), Count("Ready", "status.readyReplicas"), Created],
        ["statefulsets.apps"] = [Text("Ready", body => $"{Number(body, "status.readyReplicas")}/{Number(body, "spec.replicas")}"), Created],
        ["daemonsets.apps"] =
        [
            Count("Desired", "status.desiredNumberScheduled"), Count("Current", "status.currentNumberScheduled"),
            Count("Ready", "status.numberReady"), Count("Up-to-date", "status.updatedNumberScheduled"),
            Count("Available", "status.numberAvailable"), Created,
        ],
        ["jobs.batch"] = [Text("Completions", body => $"{Number(body, "status.succeeded")}/{Number(body, "spec.completions")}"), Created],
        ["cronjobs.batch"] =
        [
            Plain("Schedule", "spec.schedule"), Plain("Timezone", "spec.timeZone"), Plain("Suspend", "spec.suspend"),
            Text("Active", body => Versions.Text((At(body, "status.active") as JsonArray)?.Count ?? 0)), Created,
        ],
        ["nodes"] =
        [
            Text("Status", NodeCells.Status), Text("Roles", NodeCells.Roles), Created, Plain("Version", "status.nodeInfo.kubeletVersion"),
            Text("Internal-IP", body => NodeCells.Address(body, "InternalIP")) with { Priority = 1 },
            Text("External-IP", body => NodeCells.Address(body, "ExternalIP")) with { Priority = 1 },
            Wide("OS-Image", "status.nodeInfo.osImage"), Wide("Kernel-Version", "status.nodeInfo.kernelVersion"),
            Wide("Container-Runtime", "status.nodeInfo.containerRuntimeVersion"),
        ],
        ["namespaces"] = [Plain("Status", "status.phase"), Created],
        ["services"] =
            [Plain("Type", "spec.type"), Plain("Cluster-IP", "spec.clusterIP"), Plain("External-IP", "spec.externalName"), Created],
        ["configmaps"] = [Size("Data", "data"), Created],
        ["secrets"] = [Plain("Type", "type"), Size("Data", "data"), Created],
        ["events"] =
        [
            new("Last Seen", "string", (body, now) => Age.Of(body.Text("lastTimestamp") ?? body.Text("eventTime"), now)),
            Plain("Type", "type"), Plain("Reason", "reason"),
            Text("Object", body => $"{Shown(At(body, "involvedObject.kind")).ToLowerInvariant()}/{Shown(At(body, "involvedObject.name"))}"),
            Plain("Message", "message"),
        ],
    };

    public static IReadOnlyList<TableColumn> Of(ResourceType type) =>
        type.PrinterColumns is { Count: > 0 } own ? [Name, .. own.Select(Custom)]
        : Kinds.TryGetValue(type.Id.ToString(), out var columns) ? [Name, .. columns]
        : [Name, Created];

    private static TableColumn Custom(PrinterColumn column) => new(column.Name, column.Type, (body, now) => column.Type == "date"
        ? Age.Of(At(body, column.Path)?.ToString(), now)
        : At(body, column.Path)?.DeepClone())
    {
        Priority = column.Priority,
        Description = column.Description,
    };

    private static TableColumn Text(string name, Func<JsonObject, string> cell) => new(name, "string", (body, _) => cell(body));

    private static TableColumn Plain(string name, string path) => Text(name, body => Shown(At(body, path)));

    private static TableColumn Wide(string name, string path) => Plain(name, path) with { Priority = 1 };

    private static TableColumn Count(string name, string path) => new(name, "integer", (body, _) => Number(body, path));

    private static TableColumn Size(string name, string path) => new(name, "string", (body, _) =>
        Versions.Text((At(body, path) as JsonObject)?.Count ?? 0));

    private static JsonNode? At(JsonObject body, string path) => body.At(path.Split('.', StringSplitOptions.RemoveEmptyEntries));

    private static long Number(JsonObject body, string path) =>
        At(body, path) is JsonValue value && value.TryGetValue<long>(out var number) ? number : 0;

    private static string Shown(JsonNode? value) => value?.ToString() is { Length: > 0 } text ? text : "<none>";
}
