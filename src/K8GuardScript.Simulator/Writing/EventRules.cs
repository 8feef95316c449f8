using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// Rules for events, which are kept in their core/v1 form: those written as events.k8s.io/v1 need all their fields and never change
/// but for their series. Errors speak of the core names, as a real server's do.
/// </summary>
internal static class EventRules
{
    private const int MaxNote = 1024;
    private static readonly string[] ClusterScoped = ["Node", "Namespace", "PersistentVolume", "ClusterRole", "ClusterRoleBinding"];

    // by their names here, and what errors call them
    private static readonly string[] Unchanging =
    [
        "involvedObject", "reason", "message", "source", "firstTimestamp", "lastTimestamp", "count", "type", "eventTime", "action",
        "related", "reportingComponent", "reportingInstance",
    ];

    public static void Check(ResourceType type, JsonObject? before, JsonObject body, FieldErrors faults)
    {
        CheckNamespace(body, faults);
        // a core event without eventTime is of the old kind, to which only the rule above applies
        if (type.Group.Length == 0) return;
        if (before is not null)
        {
            foreach (var field in Unchanging)
            {
                if (!JsonNode.DeepEquals(before[field], body[field]))
                    faults.Invalid(Called(field), body[field], "field is immutable");
            }

            return;
        }

        if (body["eventTime"] is null) faults.Required("eventTime");
        CheckReporter(body, faults);
        if ((body.Text("action") ?? "").Length == 0) faults.Required("action");
        if ((body.Text("reason") ?? "").Length == 0) faults.Required("reason");
        if (body.Text("type") is not ("Normal" or "Warning"))
            faults.Invalid("type", "\"\"", $"has invalid value: {body.Text("type")}");
        if (Encoding.UTF8.GetByteCount(body.Text("message") ?? "") > MaxNote)
            faults.Invalid("message", "\"\"", $"can have at most {MaxNote} characters");
    }

    private static void CheckNamespace(JsonObject body, FieldErrors faults)
    {
        var ns = body.Metadata().Text("namespace") ?? "";
        var regarding = body["involvedObject"] as JsonObject ?? [];
        var its = regarding.Text("namespace") ?? "";
        // a pod of another namespace is let pass, as a real server does for kinds that it finds to be namespaced
        var wrong = its.Length == 0 ? ns is not "default" : ClusterScoped.Contains(regarding.Text("kind")) && its != ns;
        if (wrong) faults.Invalid("involvedObject.namespace", JsonValue.Create(its), "does not match event.namespace");
    }

    private static void CheckReporter(JsonObject body, FieldErrors faults)
    {
        var reporter = body.Text("reportingComponent") ?? "";
        if (reporter.Length == 0) faults.Required("reportingController");
        foreach (var why in NameRules.Qualified(reporter)) faults.Text("reportingController", reporter, why);
        if ((body.Text("reportingInstance") ?? "").Length == 0) faults.Required("reportingInstance");
    }

    private static string Called(string field) => field == "reportingComponent" ? "reportingController" : field;
}
