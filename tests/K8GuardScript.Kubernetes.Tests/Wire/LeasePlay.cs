using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Kubernetes.Leases;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Plays what leader election does with its lease.</summary>
internal static class LeasePlay
{
    public static async Task<string> PlayAsync(PlayScene scene, Exchange exchange)
    {
        var name = exchange.Path.Name.Length > 0 ? exchange.Path.Name : exchange.Body!["metadata"]!["name"]!.GetValue<string>();
        var client = new LeaseClient(scene.Api, exchange.Path.Namespace, name, TimeSpan.FromSeconds(5));
        var outcome = exchange.Method switch
        {
            "GET" => await client.GetAsync(default),
            "POST" => await client.CreateAsync(LeaseOf(exchange.Body!), default),
            _ => await client.UpdateAsync(LeaseOf(exchange.Body!), default),
        };
        return outcome.Lease is { } lease
            ? FormattableString.Invariant($"lease of {Shown(lease.Holder)} for {lease.Duration.TotalSeconds:0} s @{lease.ResourceVersion}")
            : outcome.Result.ToString().ToLowerInvariant();
    }

    private static string Shown(string holder) => holder.Length > 0 ? holder : "nobody";

    private static Lease LeaseOf(JsonNode body) => new()
    {
        Holder = body["spec"]!["holderIdentity"]!.GetValue<string>(),
        Duration = TimeSpan.FromSeconds(body["spec"]!["leaseDurationSeconds"]!.GetValue<int>()),
        AcquiredAt = TimeOf(body, "acquireTime"),
        RenewedAt = TimeOf(body, "renewTime"),
        Transitions = body["spec"]!["leaseTransitions"]!.GetValue<int>(),
        Uid = body["metadata"]!["uid"]?.GetValue<string>() ?? "",
        ResourceVersion = body["metadata"]!["resourceVersion"]?.GetValue<string>() ?? "",
    };

    private static DateTimeOffset TimeOf(JsonNode body, string field) =>
        DateTimeOffset.Parse(body["spec"]![field]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
