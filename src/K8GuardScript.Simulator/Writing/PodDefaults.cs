using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>The defaults of a pod's specification, by itself or in a template.</summary>
internal static class PodDefaults
{
    public static void Apply(JsonObject spec, bool ofPod)
    {
        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers"))) Container(container);
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        foreach (var volume in spec.Objects("volumes"))
        {
            if (volume.Count == 1) volume["emptyDir"] = new JsonObject();
            foreach (var source in (string[])["configMap", "secret", "downwardAPI", "projected"])
            {
                if (volume[source] is JsonObject files) files.Default("defaultMode", 420);
            }
        }

        if (spec.Text("serviceAccountName") is { Length: > 0 } account) spec.Default("serviceAccount", account);
        if (ofPod) spec.Default("enableServiceLinks", true);
    }

    /// <summary>BestEffort, Burstable or Guaranteed, from what the containers ask for.</summary>
    public static string QualityOf(JsonObject spec)
    {
        var all = spec.Objects("containers").Concat(spec.Objects("initContainers"))
            .Select(container => container["resources"] as JsonObject ?? []).ToList();
        if (all.All(resources => Has(resources, "requests").Count == 0 && Has(resources, "limits").Count == 0)) return "BestEffort";
        return all.TrueForAll(IsGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static bool IsGuaranteed(JsonObject resources)
    {
        var limits = Has(resources, "limits");
        var requests = Has(resources, "requests");
        return ((string[])["cpu", "memory"]).All(name =>
            limits[name] is { } limit && (requests[name] is not { } request || JsonNode.DeepEquals(limit, request)));
    }

    private static JsonObject Has(JsonObject resources, string key) => resources[key] as JsonObject ?? [];

    private static void Container(JsonObject container)
    {
        container.Default("resources", new JsonObject());
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        container.Default("imagePullPolicy", IsLatest(container.Text("image") ?? "") ? "Always" : "IfNotPresent");
        foreach (var port in container.Objects("ports")) port.Default("protocol", "TCP");
        foreach (var probe in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container[probe] is JsonObject check) Probe(check);
        }
    }

    private static void Probe(JsonObject probe)
    {
        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
        if (probe["httpGet"] is not JsonObject get) return;
        get.Default("path", "/");
        get.Default("scheme", "HTTP");
    }

    private static bool IsLatest(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal)) return false;
        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal);
    }
}
