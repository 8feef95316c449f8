using System.Text.Json.Nodes;
using K8GuardScript.Simulator;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>A simulated cluster inside the test, so that the test sees every request that reaches it.</summary>
internal static class SomeCluster
{
    /// <summary>One deployment with an image from nowhere, in a namespace with an owner.</summary>
    public const string OneBadDeployment = """
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop, labels: { team: shop } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          replicas: 3
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: app, image: "evil.example.net/web:1" }] }
        """;

    /// <summary>Starts it and writes the way to it.</summary>
    /// <param name="place">where manifests and kubeconfig lie</param>
    /// <param name="manifests">files or folders; none for <see cref="OneBadDeployment"/></param>
    public static async Task<(SimulatedCluster Cluster, string Kubeconfig)> StartAsync(Workplace place, params string[] manifests)
    {
        if (manifests.Length == 0) manifests = [place.Write("cluster.yaml", OneBadDeployment)];
        var cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { Manifests = manifests }, Deadline.Token());
        return (cluster, place.Write("kubeconfig", cluster.Kubeconfig));
    }

    /// <summary>Adds what <see cref="OneBadDeployment"/> says to a cluster that runs: what a guard finds at its start it never acts on.</summary>
    public static void AddOneBadDeployment(SimulatedCluster cluster)
    {
        cluster.Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = "shop", ["labels"] = new JsonObject { ["team"] = "shop" } },
        });
        cluster.Put(JsonNode.Parse("""
            {
              "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "web", "namespace": "shop" },
              "spec": {
                "replicas": 3, "selector": { "matchLabels": { "app": "web" } },
                "template": {
                  "metadata": { "labels": { "app": "web" } },
                  "spec": { "containers": [ { "name": "app", "image": "evil.example.net/web:1" } ] }
                }
              }
            }
            """)!.AsObject());
    }

    /// <summary>The requests that would change something, but for the guard's own lease.</summary>
    public static IEnumerable<RecordedRequest> Writes(this SimulatedCluster cluster) => cluster.Requests.Where(request =>
        request.Method is not ("GET" or "HEAD") && !request.Path.StartsWith("/apis/coordination.k8s.io/", StringComparison.Ordinal));
}
