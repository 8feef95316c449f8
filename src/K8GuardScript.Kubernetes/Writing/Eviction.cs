using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>A <c>policy/v1 Eviction</c>.</summary>
internal static class Eviction
{
    /// <summary>What is posted.</summary>
    public static KindName Kind { get; } = new("policy", "v1", "Eviction");

    /// <summary>As the body of a request.</summary>
    public static ReadOnlyMemory<byte> Of(string @namespace, string name, DeleteOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["apiVersion"] = Kind.ApiVersion,
            ["kind"] = Kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = @namespace },
            ["deleteOptions"] = options.ToNode(),
        });
}
