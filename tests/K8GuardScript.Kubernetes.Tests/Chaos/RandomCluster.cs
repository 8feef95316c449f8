using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Simulator;

namespace K8GuardScript.Kubernetes.Tests.Chaos;

/// <summary>A simulated cluster with objects by chance, which change by chance.</summary>
internal sealed class RandomCluster(SimulatedCluster cluster, Random random)
{
    public static readonly KindName ConfigMaps = new("", "v1", "ConfigMap");
    public static readonly KindName Deployments = new("apps", "v1", "Deployment");
    public static readonly KindName Widgets = new("example.com", "v1", "Widget");

    public static readonly IReadOnlyList<KindName> Kinds = [ConfigMaps, Deployments, Widgets];

    private const string Definition = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.example.com"},
         "spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"widgets","singular":"widget","kind":"Widget","listKind":"WidgetList"},
          "versions":[{"name":"v1","served":true,"storage":true,
           "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
        """;

    private static readonly string[] Namespaces = ["default", "shop", "zoo"];

    private bool hasWidgets;

    /// <summary>Sometimes so many that a list needs pages.</summary>
    public void Fill()
    {
        foreach (var name in Namespaces) Put($$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{name}}" } }""");
        DefineWidgets();
        var many = random.Next(8) == 0 ? 1200 : random.Next(60);
        for (var i = 0; i < many; i++) Create(Pick());
    }

    public void DefineWidgets()
    {
        Put(Definition);
        hasWidgets = true;
    }

    /// <summary>One change, or one compaction.</summary>
    public void Change()
    {
        switch (random.Next(100))
        {
            case < 30:
                Create(Pick());
                break;
            case < 65:
                Update(Pick());
                break;
            case < 85:
                Delete(Pick());
                break;
            case < 95:
                Recreate(Pick());
                break;
            case < 98:
                cluster.Compact(cluster.Revision - random.Next(20));
                break;
            default:
                if (hasWidgets) RemoveWidgets();
                else DefineWidgets();
                break;
        }
    }

    /// <summary>The name of an object that is there; null when there is none.</summary>
    public JsonObject? Some(KindName kind)
    {
        var all = cluster.List(kind.ApiVersion, kind.Kind);
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }

    private KindName Pick()
    {
        var kind = Kinds[random.Next(Kinds.Count)];
        return kind == Widgets && !hasWidgets ? ConfigMaps : kind;
    }

    private void Create(KindName kind)
    {
        var name = $"{kind.Kind.ToLowerInvariant()}-{random.Next(2000)}";
        Put($$"""
            {"apiVersion":"{{kind.ApiVersion}}","kind":"{{kind.Kind}}",
             "metadata":{"name":"{{name}}","namespace":"{{Namespaces[random.Next(Namespaces.Length)]}}"},
             "spec":{"word":"{{Word()}}"},"data":{"ünïcode":"{{Word()}}"} }
            """);
    }

    private void Update(KindName kind)
    {
        if (Some(kind) is not { } found) return;
        found["spec"] = new JsonObject { ["word"] = Word() };
        found["metadata"]!["labels"] = new JsonObject { ["turn"] = random.Next(1000).ToString(System.Globalization.CultureInfo.InvariantCulture) };
        cluster.Put(found);
    }

    private void Delete(KindName kind)
    {
        if (Some(kind) is not { } found) return;
        cluster.Delete(kind.ApiVersion, kind.Kind, Text(found, "namespace"), Text(found, "name"));
    }

    private void Recreate(KindName kind)
    {
        if (Some(kind) is not { } found) return;
        cluster.Delete(kind.ApiVersion, kind.Kind, Text(found, "namespace"), Text(found, "name"));
        var metadata = found["metadata"]!.AsObject();
        foreach (var key in new[] { "uid", "resourceVersion", "creationTimestamp", "generation", "managedFields" }) metadata.Remove(key);
        cluster.Put(found);
    }

    private void RemoveWidgets()
    {
        foreach (var widget in cluster.List(Widgets.ApiVersion, Widgets.Kind))
            cluster.Delete(Widgets.ApiVersion, Widgets.Kind, Text(widget, "namespace"), Text(widget, "name"));
        cluster.Delete("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", "widgets.example.com");
        hasWidgets = false;
    }

    private string Word() => new((char)('a' + random.Next(26)), random.Next(1, 400));

    private void Put(string json) => cluster.Put(JsonNode.Parse(json)!.AsObject());

    private static string Text(JsonObject item, string key) => item["metadata"]![key]!.GetValue<string>();
}
