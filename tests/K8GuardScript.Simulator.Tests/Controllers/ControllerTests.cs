using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Controllers;

public sealed class ControllerTests
{
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    private const string Container = """{"name":"app","image":"registry.example.com/app:1.0"}""";

    private const string Node = """
        {"apiVersion":"v1","kind":"Node","metadata":{"name":"n1"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}
        """;

    private static string Deployment(int replicas) => $$$"""
        {"metadata":{"name":"web"},"spec":{"replicas":{{{replicas}}},"selector":{"matchLabels":{"app":"web"}},
         "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{{{Container}}}] } } } }
        """;

    private static string Job(string more = "") => $$$"""
        {"metadata":{"name":"once"},"spec":{ {{{more}}}"template":{"spec":{"restartPolicy":"Never","containers":[{{{Container}}}] } } } }
        """;

    [Fact]
    public async Task A_deployment_gets_running_pods_and_counts_them()
    {
        await using var live = await LiveCluster.StartAsync(Node);
        await live.PostAsync(Deployments, Deployment(2));

        await live.UntilAsync(() => live.Number("apps/v1", "Deployment", "web", "availableReplicas") == 2);

        Assert.Equal(["Running n1", "Running n1"], live.Pods.Select(pod => $"{pod["status"]!["phase"]} {pod["spec"]!["nodeName"]}"));
        Assert.Equal(1, live.Number("apps/v1", "Deployment", "web", "observedGeneration"));
        Assert.Single(live.Cluster.List("apps/v1", "ReplicaSet"));
    }

    [Fact]
    public async Task A_deployment_at_zero_loses_its_pods()
    {
        await using var live = await LiveCluster.StartAsync(Node);
        await live.PostAsync(Deployments, Deployment(2));
        await live.UntilAsync(() => live.Number("apps/v1", "Deployment", "web", "availableReplicas") == 2);

        await live.MergeAsync(Deployments + "/web/scale", """{"spec":{"replicas":0}}""");

        await live.UntilAsync(() => live.Pods.Count == 0 && live.Number("apps/v1", "Deployment", "web", "observedGeneration") == 2
            && live.Number("apps/v1", "Deployment", "web", "replicas") is null);
    }

    [Fact]
    public async Task Another_template_rolls_to_another_replica_set()
    {
        await using var live = await LiveCluster.StartAsync(Node);
        await live.PostAsync(Deployments, Deployment(1));
        await live.UntilAsync(() => live.Number("apps/v1", "Deployment", "web", "availableReplicas") == 1);

        await live.StrategicAsync(Deployments + "/web",
            """{"spec":{"template":{"spec":{"containers":[{"name":"app","image":"registry.example.com/app:2.0"}]}}}}""");

        await live.UntilAsync(() => live.Pods is [var only] && (string?)only["spec"]!["containers"]![0]!["image"] == "registry.example.com/app:2.0"
            && live.Number("apps/v1", "Deployment", "web", "updatedReplicas") == 1);
        Assert.Equal([0, 1], live.Cluster.List("apps/v1", "ReplicaSet").Select(set => (int)set["spec"]!["replicas"]!).Order());
        Assert.Equal("2", (string?)live.Get("apps/v1", "Deployment", "web")!["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]);
    }

    [Fact]
    public async Task Without_a_node_pods_are_pending_until_there_is_one()
    {
        await using var live = await LiveCluster.StartAsync();
        await live.PostAsync(Deployments, Deployment(1));
        await live.UntilAsync(() => live.Pods is [var pod] && (string?)pod["status"]!["conditions"]?[0]?["reason"] == "Unschedulable");
        Assert.Equal("Pending", (string?)live.Pods[0]["status"]!["phase"]);

        live.Cluster.Put(ApiCaller.Json(Node));

        await live.UntilAsync(() => live.Pods is [var pod] && (string?)pod["status"]!["phase"] == "Running");
    }

    [Fact]
    public async Task A_pod_that_is_deleted_goes_when_its_containers_have_stopped_and_is_replaced()
    {
        await using var live = await LiveCluster.StartAsync(Node);
        await live.PostAsync(Deployments, Deployment(1));
        await live.UntilAsync(() => live.Number("apps/v1", "Deployment", "web", "availableReplicas") == 1);
        var first = (string)live.Pods[0]["metadata"]!["name"]!;

        await live.SendAsync("DELETE", $"/api/v1/namespaces/default/pods/{first}");

        await live.UntilAsync(() => live.Pods is [var pod] && (string?)pod["metadata"]!["name"] != first
            && (string?)pod["status"]!["phase"] == "Running");
    }

    [Fact]
    public async Task What_was_loaded_with_a_status_stays_as_it_is()
    {
        var deployment = ApiCaller.Json(Deployment(3));
        deployment["apiVersion"] = "apps/v1";
        deployment["kind"] = "Deployment";
        deployment["status"] = new JsonObject { ["observedGeneration"] = 1, ["replicas"] = 3 };
        await using var live = await LiveCluster.StartAsync(Node, deployment.ToJsonString());

        await live.PostAsync(Jobs, Job());
        await live.UntilAsync(() => live.Pods.Any(pod => (string?)pod["status"]!["phase"] == "Running"));

        Assert.Empty(live.Cluster.List("apps/v1", "ReplicaSet"));
        Assert.Equal(3, live.Number("apps/v1", "Deployment", "web", "replicas"));
    }

    [Fact]
    public async Task A_job_ends_and_says_so()
    {
        await using var live = await LiveCluster.StartAsync(Node);
        await live.PostAsync(Jobs, Job());

        await live.UntilAsync(() => live.Number("batch/v1", "Job", "once", "succeeded") == 1);

        Assert.Contains("Complete", live.ConditionsOf("batch/v1", "Job", "once"));
    }

    [Fact]
    public async Task A_suspended_job_has_no_pods_until_it_is_resumed()
    {
        await using var live = await LiveCluster.StartAsync(Node);
        await live.PostAsync(Jobs, Job("\"suspend\":true,"));
        await live.UntilAsync(() => live.ConditionsOf("batch/v1", "Job", "once").Contains("Suspended"));
        Assert.Empty(live.Pods);

        await live.MergeAsync(Jobs + "/once", """{"spec":{"suspend":false}}""");

        await live.UntilAsync(() => live.Pods.Count == 1);
    }

    [Fact]
    public async Task A_cron_job_starts_a_job_when_it_is_due_and_none_while_suspended()
    {
        await using var live = await LiveCluster.StartAsync(Node);
        const string cronJobs = "/apis/batch/v1/namespaces/default/cronjobs";
        foreach (var (name, suspend) in ((string, string)[])[("tick", "false"), ("still", "true")])
        {
            await live.PostAsync(cronJobs, $$$"""
                {"metadata":{"name":"{{{name}}}"},"spec":{"schedule":"*/5 * * * *","suspend":{{{suspend}}},
                 "jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{{{Container}}}] } } } } } }
                """);
        }

        await live.UntilAsync(() => live.Cluster.List("batch/v1", "Job").Count == 1, step: TimeSpan.FromSeconds(30));

        Assert.StartsWith("tick-", (string?)live.Cluster.List("batch/v1", "Job")[0]["metadata"]!["name"]);
    }

    [Fact]
    public async Task A_stateful_set_numbers_its_pods_and_a_daemon_set_has_one_on_each_node()
    {
        await using var live = await LiveCluster.StartAsync(Node, Node.Replace("n1", "n2", StringComparison.Ordinal));
        var spec = Deployment(2)[("{\"metadata\":{\"name\":\"web\"},".Length)..];
        await live.PostAsync("/apis/apps/v1/namespaces/default/statefulsets", "{\"metadata\":{\"name\":\"db\"}," + spec);
        await live.UntilAsync(() => live.Number("apps/v1", "StatefulSet", "db", "readyReplicas") == 2);
        Assert.Equal(["db-0", "db-1"], live.Pods.Select(pod => (string?)pod["metadata"]!["name"]));

        await live.PostAsync("/apis/apps/v1/namespaces/default/daemonsets",
            "{\"metadata\":{\"name\":\"agent\"}," + spec.Replace("\"replicas\":2,", "", StringComparison.Ordinal));

        await live.UntilAsync(() => live.Number("apps/v1", "DaemonSet", "agent", "numberReady") == 2);
    }

    [Fact]
    public async Task A_budget_that_is_used_up_forbids_the_next_eviction()
    {
        await using var live = await LiveCluster.StartAsync(Node);
        await live.PostAsync("/apis/policy/v1/namespaces/default/poddisruptionbudgets",
            """{"metadata":{"name":"guard"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"web"}}}}""");
        await live.PostAsync(Deployments, Deployment(1));
        await live.UntilAsync(() => live.Number("policy/v1", "PodDisruptionBudget", "guard", "currentHealthy") == 1);

        var pod = (string)live.Pods[0]["metadata"]!["name"]!;
        var refused = await live.SendAsync("POST", $"/api/v1/namespaces/default/pods/{pod}/eviction",
            $$"""{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"{{pod}}"} }""", "application/json");

        Assert.Equal((429, "TooManyRequests"), (refused.Status, refused.Reason));
        Assert.Equal("DisruptionBudget", (string?)refused.Body["details"]!["causes"]![0]!["reason"]);
    }
}
