using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Tests;

// Workloads and what their controllers make of them.
internal static partial class Some
{
    public static readonly KindName StatefulSets = new("apps", "v1", "StatefulSet");
    public static readonly KindName DaemonSets = new("apps", "v1", "DaemonSet");
    public static readonly KindName ReplicationControllers = new("", "v1", "ReplicationController");

    /// <summary>The spec of a pod with one container <c>app</c>.</summary>
    public static JsonObject PodSpec(string image = "good/web:1") =>
        JsonNode.Parse($$$"""{"containers":[{"name":"app","image":"{{{image}}}"}]}""")!.AsObject();

    /// <summary>A workload with a pod template; its uid is <c>uid-NAME</c>.</summary>
    public static JsonObject Workload(KindName kind, string name, JsonObject? podSpec = null, string version = "100", int? replicas = null)
    {
        var manifest = Manifest(kind, "shop", name, version: version);
        var template = new JsonObject { ["spec"] = podSpec ?? PodSpec() };
        manifest["spec"] = kind == CronJobs
            ? new JsonObject { ["jobTemplate"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = template } } }
            : new JsonObject { ["template"] = template };
        if (replicas is not null) manifest["spec"]!["replicas"] = replicas;
        return manifest;
    }

    /// <summary>A pod; its uid is <c>uid-NAME</c>.</summary>
    public static JsonObject Pod(string name, JsonObject? spec = null, string version = "100")
    {
        var manifest = Manifest(Pods, "shop", name, version: version);
        manifest["spec"] = spec ?? PodSpec();
        return manifest;
    }

    /// <summary>One more entry in a list of a pod's spec.</summary>
    public static JsonObject With(this JsonObject podSpec, string list, string entry)
    {
        if (podSpec[list] is null) podSpec[list] = new JsonArray();
        podSpec[list]!.AsArray().Add(JsonNode.Parse(entry));
        return podSpec;
    }

    /// <summary>A field of a pod's spec.</summary>
    public static JsonObject Having(this JsonObject podSpec, string field, string value)
    {
        podSpec[field] = JsonNode.Parse(value);
        return podSpec;
    }

    /// <summary>The spec with an ephemeral container whose image violates <see cref="Policy"/>.</summary>
    public static JsonObject Debugged(this JsonObject podSpec) => podSpec.With("ephemeralContainers", """{"name":"debugger","image":"bad/sh"}""");
}
