using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>The defaults of a service, with an address from its name.</summary>
internal static class ServiceDefaults
{
    public static void Apply(JsonObject spec, string name)
    {
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        foreach (var port in spec.Objects("ports"))
        {
            port.Default("protocol", "TCP");
            if (port["port"] is { } number) port.Default("targetPort", number.DeepClone());
        }

        if (spec.Text("type") == "ExternalName") return;
        spec.Default("internalTrafficPolicy", "Cluster");
        spec.Default("ipFamilies", new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", "SingleStack");
        var hash = name.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter)) & 0xffff;
        spec.Default("clusterIP", $"10.96.{Versions.Text(hash >> 8)}.{Versions.Text((hash & 0xff) | 1)}");
        spec.Default("clusterIPs", new JsonArray(spec["clusterIP"]!.DeepClone()));
        if (spec.Text("type") is "NodePort" or "LoadBalancer") spec.Default("externalTrafficPolicy", "Cluster");
    }
}
