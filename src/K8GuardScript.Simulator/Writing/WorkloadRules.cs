using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Controllers;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Rules for the kinds that make pods.</summary>
internal static class WorkloadRules
{
    /// <summary>The selector must be there, must match the template, and stays as it is.</summary>
    public static void CheckSelecting(JsonObject? before, JsonObject spec, FieldErrors faults)
    {
        var labels = (spec["template"] as JsonObject)?["metadata"]?["labels"] as JsonObject ?? [];
        if (spec["selector"] is not JsonObject selector) faults.Required("spec.selector");
        else if (!Selectors.Matches(selector, labels))
            faults.Invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
        CheckTemplate(spec, "spec.template", faults);
        if (before?["spec"]?["selector"] is { } old && !JsonNode.DeepEquals(old, spec["selector"]))
            faults.Invalid("spec.selector", spec["selector"], "field is immutable");
    }

    public static void CheckTemplate(JsonObject spec, string path, FieldErrors faults) =>
        PodRules.CheckContainers((spec["template"] as JsonObject)?["spec"] as JsonObject ?? [], $"{path}.spec", faults);

    public static void CheckCronJob(JsonObject spec, FieldErrors faults)
    {
        var schedule = spec.Text("schedule") ?? "";
        if (schedule.Length == 0) faults.Required("spec.schedule");
        else if (!CronSchedule.TryParse(schedule, out _, out var why)) faults.Invalid("spec.schedule", JsonValue.Create(schedule), why);
        if ((spec["jobTemplate"] as JsonObject)?["spec"] is JsonObject job) CheckTemplate(job, "spec.jobTemplate.spec.template", faults);
        else faults.Required("spec.jobTemplate.spec.template.spec.containers");
    }
}
