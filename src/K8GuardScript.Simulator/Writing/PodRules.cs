using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Rules for the specification of pods.</summary>
internal static class PodRules
{
    private const string Frozen = "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    // what may differ, and what the server's own bindings and admission set
    private static readonly string[] Changeable = ["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "schedulingGates"];

    public static void Check(JsonObject? before, JsonObject spec, FieldErrors faults)
    {
        CheckContainers(spec, "spec", faults);
        if (before?["spec"] is JsonObject old && !JsonNode.DeepEquals(Fixed(old), Fixed(spec))) faults.Forbidden("spec", Frozen);
    }

    /// <param name="path">to the pod's specification</param>
    public static void CheckContainers(JsonObject spec, string path, FieldErrors faults)
    {
        var containers = spec.Objects("containers").ToList();
        if (containers.Count == 0) faults.Required($"{path}.containers");
        for (var i = 0; i < containers.Count; i++)
        {
            var at = $"{path}.containers[{Versions.Text(i)}]";
            var name = containers[i].Text("name") ?? "";
            if (name.Length == 0) faults.Required($"{at}.name");
            else faults.Text($"{at}.name", name, NameRules.Label(name));
            if (string.IsNullOrWhiteSpace(containers[i].Text("image"))) faults.Required($"{at}.image");
        }
    }

    private static JsonObject Fixed(JsonObject spec)
    {
        var copy = spec.DeepClone().AsObject();
        foreach (var key in Changeable) copy.Remove(key);
        foreach (var container in copy.Objects("containers").Concat(copy.Objects("initContainers"))) container.Remove("image");
        return copy;
    }
}
