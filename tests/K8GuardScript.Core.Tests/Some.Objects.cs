using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests;

// Objects of a cluster: manifests as JSON, and what is parsed from them.
internal static partial class Some
{
    public static readonly KindName Deployments = new("apps", "v1", "Deployment");
    public static readonly KindName ReplicaSets = new("apps", "v1", "ReplicaSet");
    public static readonly KindName Pods = new("", "v1", "Pod");
    public static readonly KindName Jobs = new("batch", "v1", "Job");
    public static readonly KindName CronJobs = new("batch", "v1", "CronJob");
    public static readonly KindName Ingresses = new("networking.k8s.io", "v1", "Ingress");
    public static readonly KindName Namespaces = new("", "v1", "Namespace");
    public static readonly KindName ConfigMaps = new("", "v1", "ConfigMap");
    public static readonly KindName Nodes = new("", "v1", "Node");
    public static readonly ObjectKey Web = new("apps", "Deployment", "shop", "web");

    /// <summary>Any object; <paramref name="rest"/> holds what it has beside its metadata, as JSON.</summary>
    public static JsonObject Manifest(KindName kind, string @namespace, string name, string rest = "{}", string? uid = null, string version = "100")
    {
        var manifest = JsonNode.Parse(rest)!.AsObject();
        manifest["apiVersion"] = kind.ApiVersion;
        manifest["kind"] = kind.Kind;
        manifest["metadata"] = new JsonObject { ["name"] = name, ["uid"] = uid ?? $"uid-{name}", ["resourceVersion"] = version };
        if (@namespace.Length > 0) manifest["metadata"]!["namespace"] = @namespace;
        return manifest;
    }

    /// <summary>The Deployment <see cref="Web"/> with one container, whose image violates <see cref="Policy"/>.</summary>
    public static JsonObject DeploymentManifest(string image = "bad/web:1", int replicas = 3, string uid = "uid-web", string version = "100") =>
        Manifest(
            Deployments, "shop", "web",
            $$$"""{"spec":{"replicas":{{{replicas}}},"template":{"spec":{"containers":[{"name":"app","image":"{{{image}}}"}] } } } }""",
            uid, version);

    public static KubeObject Deployment(string image = "bad/web:1", int replicas = 3, string uid = "uid-web", string version = "100") =>
        Parsed(DeploymentManifest(image, replicas, uid, version));

    public static JsonObject NamespaceManifest(string name = "shop") => Manifest(Namespaces, "", name);

    public static JsonObject Labelled(this JsonObject manifest, string key, string value) => manifest.With("labels", key, value);

    public static JsonObject Annotated(this JsonObject manifest, string key, string value) => manifest.With("annotations", key, value);

    public static JsonObject Version(this JsonObject manifest, string version)
    {
        manifest["metadata"]!["resourceVersion"] = version;
        return manifest;
    }

    public static JsonObject BeingDeleted(this JsonObject manifest)
    {
        manifest["metadata"]!["deletionTimestamp"] = "2026-11-24T11:59:00Z";
        return manifest;
    }

    public static JsonObject OwnedBy(this JsonObject manifest, KindName kind, string uid, bool controller = true)
    {
        manifest["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = kind.ApiVersion,
            ["kind"] = kind.Kind,
            ["name"] = "owner",
            ["uid"] = uid,
            ["controller"] = controller,
        });
        return manifest;
    }

    public static KubeObject Parsed(this JsonObject manifest) => KubeObject.Parse(manifest.Utf8(), "", "");

    public static byte[] Utf8(this JsonObject manifest) => Encoding.UTF8.GetBytes(manifest.ToJsonString());

    private static JsonObject With(this JsonObject manifest, string map, string key, string value)
    {
        var metadata = manifest["metadata"]!.AsObject();
        if (metadata[map] is null) metadata[map] = new JsonObject();
        metadata[map]![key] = value;
        return manifest;
    }
}
