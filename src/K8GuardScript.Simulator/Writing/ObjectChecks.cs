using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>The rules about content that clients of the guard's kind run into; the rest of validation is left out.</summary>
internal static class ObjectChecks
{
    private const int MaxAnnotations = 256 << 10;
    private const int MaxData = 1 << 20;

    /// <summary>Throws 422 with a cause for each thing that is wrong.</summary>
    /// <param name="before">null for a creation</param>
    public static void Check(ResourceType type, string name, JsonObject? before, JsonObject body)
    {
        var faults = new FieldErrors();
        CheckMetadata(type, name, before is null, body.Metadata(), faults);
        if (before is not null) faults.Double();
        if (before is not null && type.Id == BuiltInResources.Pods) faults.Double();
        if (!type.IsCustom) CheckContent(type, before, body, faults);
        if (type.OpenSchema is { } schema) CustomRules.Check(body, schema, "", faults);
        if (faults.Causes.Count == 0) return;
        var isEvent = type.StoredAs == BuiltInResources.Events;
        throw ApiError.Invalid(isEvent ? "" : type.Group, type.Kind, name, faults.Causes);
    }

    private static void CheckMetadata(ResourceType type, string name, bool created, JsonObject metadata, FieldErrors faults)
    {
        if (created && type.Group != "rbac.authorization.k8s.io" && type.StoredAs != BuiltInResources.Events)
            faults.Text("metadata.name", name, type.Plural is "namespaces" or "services" ? NameRules.Label(name) : NameRules.Subdomain(name));
        CheckLabels("metadata.labels", metadata["labels"] as JsonObject, faults);
        var annotations = metadata["annotations"] as JsonObject ?? [];
        foreach (var (key, _) in annotations)
        {
            foreach (var why in NameRules.Qualified(key.ToLowerInvariant())) faults.Text("metadata.annotations", key, why);
        }

        if (annotations.Sum(entry => Size(entry.Key) + Size(entry.Value?.ToString() ?? "")) > MaxAnnotations)
            faults.TooLong("metadata.annotations", MaxAnnotations);
    }

    private static void CheckLabels(string field, JsonObject? labels, FieldErrors faults)
    {
        foreach (var (key, value) in labels ?? [])
        {
            foreach (var why in NameRules.Qualified(key)) faults.Text(field, key, why);
            var text = value?.ToString() ?? "";
            faults.Text(field, text, NameRules.LabelValue(text));
        }
    }

    private static void CheckContent(ResourceType type, JsonObject? before, JsonObject body, FieldErrors faults)
    {
        var spec = body["spec"] as JsonObject ?? [];
        if (type.Scale is not null && spec.Whole("replicas") is < 0 and var replicas)
            faults.Invalid("spec.replicas", JsonValue.Create(replicas), "must be greater than or equal to 0");
        switch (type.StoredAs.ToString())
        {
            case "pods":
                PodRules.Check(before, spec, faults);
                break;
            case "deployments.apps" or "replicasets.apps" or "statefulsets.apps" or "daemonsets.apps":
                WorkloadRules.CheckSelecting(before, spec, faults);
                break;
            case "jobs.batch":
                WorkloadRules.CheckTemplate(spec, "spec.template", faults);
                break;
            case "cronjobs.batch":
                WorkloadRules.CheckCronJob(spec, faults);
                break;
            case "leases.coordination.k8s.io":
                CheckLease(spec, faults);
                break;
            case "events":
                EventRules.Check(type, before, body, faults);
                break;
            case "configmaps" or "secrets":
                CheckSize(type, body, faults);
                break;
        }
    }

    private static void CheckLease(JsonObject spec, FieldErrors faults)
    {
        if (spec.Whole("leaseDurationSeconds") is <= 0 and var seconds)
            faults.Invalid("spec.leaseDurationSeconds", JsonValue.Create(seconds), "must be greater than 0");
        if (spec.Whole("leaseTransitions") is < 0 and var count)
            faults.Invalid("spec.leaseTransitions", JsonValue.Create(count), "must be greater than or equal to 0");
    }

    private static void CheckSize(ResourceType type, JsonObject body, FieldErrors faults)
    {
        var size = ((string[])["data", "binaryData"]).Sum(key =>
            (body[key] as JsonObject ?? []).Sum(entry => Size(entry.Key) + Size(entry.Value?.ToString() ?? "")));
        if (size > MaxData) faults.TooLong(type.Plural == "secrets" ? "data" : "[]", MaxData);
    }

    private static int Size(string text) => Encoding.UTF8.GetByteCount(text);
}
