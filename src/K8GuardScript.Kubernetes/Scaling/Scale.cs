using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Scaling;

/// <summary>An <c>autoscaling/v1 Scale</c>: how many replicas an object should have.</summary>
/// <param name="Replicas"><c>spec.replicas</c>; zero when the server leaves it out</param>
/// <param name="Running"><c>status.replicas</c></param>
/// <param name="Uid">of the object that is scaled</param>
/// <param name="ResourceVersion">of the object that is scaled</param>
internal sealed record Scale(int Replicas, int Running, string Uid, string ResourceVersion)
{
    /// <summary>What the subresource of every kind speaks.</summary>
    public static KindName Kind { get; } = new("autoscaling", "v1", "Scale");

    /// <param name="json">an answer of this kind</param>
    /// <returns>null when it has no uid or no version, so that it can't be written back</returns>
    public static Scale? TryRead(ReadOnlyMemory<byte> json)
    {
        var root = JsonFields.Parse(json);
        var (uid, version) = (root.Field("metadata").Text("uid"), root.Field("metadata").Text("resourceVersion"));
        return uid.Length == 0 || version.Length == 0
            ? null
            : new Scale(root.Field("spec").Number("replicas"), root.Field("status").Number("replicas"), uid, version);
    }

    /// <summary>As the body of a request that changes this very object as it was read.</summary>
    public ReadOnlyMemory<byte> ToJson(ObjectAddress address)
    {
        var metadata = new JsonObject { ["name"] = address.Name, ["uid"] = Uid, ["resourceVersion"] = ResourceVersion };
        if (address.Namespace.Length > 0) metadata["namespace"] = address.Namespace;
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["apiVersion"] = Kind.ApiVersion,
            ["kind"] = Kind.Kind,
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = Replicas },
        });
    }
}
