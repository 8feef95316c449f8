using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;
using ClusterLooks = K8GuardScript.Sdk.Authoring.Cluster;

namespace K8GuardScript.Core.Tests.Evaluate.Equivalence;

/// <summary>Policies that ask for others in every way, in two versions each. What they say tells what they saw.</summary>
internal static class PolicyMix
{
    private static readonly (string Id, bool ReadsStatus, Action<int> Rules)[] All =
    [
        ("plain", false, v => Entry.EachContainer((c, found) =>
        {
            if (c.Image.StartsWith(v == 0 ? "bad/" : "small")) found.Violation(c["image"], $"{c.Image}");
        })),
        ("status", true, v => Entry.Each<Deployment>((d, found) =>
        {
            if (d.Status.Replicas > v + 1) found.Violation(d, $"{d.Status.Replicas}");
        })),
        ("status-of-others", true, v => Entry.Each<Service>((s, found) =>
        {
            foreach (var d in ClusterLooks.List<Deployment>(s.Metadata.Namespace))
            {
                if (d.Status.Replicas > v) found.Violation(s, $"{d.Metadata.Name} has {d.Status.Replicas}", subject: $"{d.Metadata.Name}");
            }
        })),
        ("list-namespace", false, v => Entry.EachNamespace((ns, found) =>
        {
            var services = ClusterLooks.List<Service>(ns.Metadata.Name);
            if (services.Count > v) found.Violation(ns["metadata"], $"{string.Join(',', services.Select(s => s.Metadata.Name.ToString()))}");
        })),
        ("list-labels", false, v => Entry.Each<Service>((s, found) =>
        {
            var pods = ClusterLooks.List<Pod>(s.Metadata.Namespace, s.Spec.Selector);
            if (pods.Count > v) found.Violation(s, $"{string.Join(',', pods.Select(p => p.Metadata.Name.ToString()))}");
        })),
        ("list-selector", false, v => Entry.Each<Deployment>((d, found) =>
        {
            var pods = ClusterLooks.List<Pod>(d.Metadata.Namespace, d.Spec.Selector);
            if (pods.Count > v) found.Violation(d, $"{string.Join(',', pods.Select(p => p.Metadata.Name.ToString()))}");
        })),
        ("list-kind", false, v => Entry.Each<Pod>((p, found) =>
        {
            var all = ClusterLooks.List<Deployment>();
            if (all.Count > v) found.Violation(p, $"{all.Count} beside it");
        })),
        ("find", false, v => Entry.Each<Deployment>((d, found) =>
        {
            var service = ClusterLooks.Find<Service>(d.Metadata.Namespace, d.Metadata.Name);
            if (service.Exists == (v == 1)) found.Violation(d, $"app {service.Spec.Selector["app"]}");
        })),
        ("cluster", false, v => Entry.EachCluster((cluster, found) =>
        {
            var pods = ClusterLooks.List<Pod>();
            if (pods.Count > v) found.Violation(cluster, $"{pods.Count} pods", subject: "pods");
        })),
        ("namespace-labels", false, v => Entry.EachWorkload((w, found) =>
        {
            if (w.NamespaceLabels["app"] == (v == 0 ? "web" : "db")) found.Violation(w["metadata"], $"tier {w.NamespaceLabels["tier"]}");
        })),
        ("image-size", false, v => Entry.EachContainer((c, found) =>
        {
            if (Images.SizeOf(c.Image) is { } size && size > 100 * v) found.Violation(c["image"], $"{size}");
        })),
        ("age", false, v => Entry.Each<Pod>((p, found) =>
        {
            if (Entry.OlderThan(p.Metadata.CreationTimestamp, Entry.Hours(v + 1))) found.Violation(p, "old");
            if (!Entry.OlderThan(p.Metadata.CreationTimestamp, Entry.Minutes(20))) found.Violation(p, "young", subject: "young");
        })),
    ];

    private static readonly PolicyDefinition[][] Definitions = [.. All.Select(one => (PolicyDefinition[])[Define(one, 0), Define(one, 1)])];

    public static int Count => All.Length;

    public static string IdOf(int what) => All[what % Count].Id;

    public static Policy Of(int what, int version)
    {
        var definition = Definitions[what % Count][version % 2];
        return new Policy(definition, Some.ActingEntry, Some.Ladder, $"rev-{version % 2}");
    }

    private static PolicyDefinition Define((string Id, bool ReadsStatus, Action<int> Rules) one, int version) => Some.Definition(() =>
    {
        Entry.Policy(one.Id, Severity.Low, "t");
        one.Rules(version);
    }) with
    { ReadsStatus = one.ReadsStatus };
}
