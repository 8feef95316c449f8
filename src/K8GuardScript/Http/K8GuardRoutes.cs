using System.Text.Json.Serialization;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Watch;
using K8GuardScript.Metrics;

namespace K8GuardScript.Http;

/// <summary>The routes and JSON that clients of K8Guard's discover service know.</summary>
internal static class K8GuardRoutes
{
    private static readonly (string Path, string Group, string Kind)[] Kinds =
    [
        ("/namespaces", "", "Namespace"),
        ("/deploys", "apps", "Deployment"),
        ("/daemonsets", "apps", "DaemonSet"),
        ("/podswo", "", "Pod"),
        ("/ingresses", "networking.k8s.io", "Ingress"),
        ("/jobs", "batch", "Job"),
        ("/cronjobs", "batch", "CronJob"),
    ];

    public static void MapK8GuardRoutes(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, group, kind) in Kinds)
        {
            routes.MapGet(path, (Ledger ledger, ObjectStore store, Rulebook rulebook) =>
                Bad(group, kind, ledger, store, rulebook.Current.Settings.Cluster));
        }

        routes.MapGet("/version", () => new VersionAnswer(GuardMetrics.Version, GuardMetrics.Version));
    }

    private static List<BadEntity> Bad(string group, string kind, Ledger ledger, ObjectStore store, string cluster) => ledger.Alive()
        .Where(episode => episode.Key.Object.Group == group && episode.Key.Object.Kind == kind)
        .Where(ledger.Violates)
        .GroupBy(episode => episode.Key.Object)
        .OrderBy(bad => bad.Key.ToString(), StringComparer.Ordinal)
        .Select(bad => (bad.Key, Item: store.Get(bad.Key), Violations: bad.Order(EpisodeOrder.OfTheTable)))
        .Select(bad => new BadEntity(
            bad.Key.Name,
            kind == "Namespace" ? bad.Key.Name : bad.Key.Namespace,
            cluster,
            [.. bad.Violations.Select(episode => new BadEntityViolation(K8GuardSource.Of(episode, bad.Item), episode.Code))]))
        .ToList();

    private sealed record VersionAnswer(string Version, string Build);

    private sealed record BadEntity(
        [property: JsonPropertyName("Name")] string Name,
        [property: JsonPropertyName("Namespace")] string Namespace,
        [property: JsonPropertyName("Cluster")] string Cluster,
        [property: JsonPropertyName("Violations")] IReadOnlyList<BadEntityViolation> Violations);

    private sealed record BadEntityViolation(
        [property: JsonPropertyName("Source")] string Source, [property: JsonPropertyName("Type")] string Type);
}
