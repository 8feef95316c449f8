namespace K8GuardScript.EndToEnd.Tests;

/// <summary>The simulated cluster as its users meet it: the program in one process, kubectl in another.</summary>
public sealed class KubectlTests : IAsyncLifetime
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: made, namespace: shop, labels: { tier: web } }
        spec:
          replicas: 2
          selector: { matchLabels: { app: made } }
          template:
            metadata: { labels: { app: made } }
            spec:
              containers:
                - { name: main, image: "registry.example.com/main:1" }
                - { name: side, image: "registry.example.com/side:1" }
        """;

    private readonly Workplace place = new();
    private K8GuardProcess simulator = null!;
    private Kubectl kubectl = null!;

    public async ValueTask InitializeAsync()
    {
        Kubectl.OrSkip();
        place.Write("cluster/all.yaml", SomeCluster.OneBadDeployment);
        simulator = K8GuardProcess.Start(place.Folder, "simulator", "--from", "cluster", "--port", "0", "--kubeconfig-out", "kubeconfig");
        await simulator.PrintedAsync("kubectl --kubeconfig");
        kubectl = new Kubectl(place, place.PathOf("kubeconfig"));
    }

    public async ValueTask DisposeAsync()
    {
        if (simulator is not null) await simulator.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task It_gets_and_describes()
    {
        Assert.Equal("deployment.apps/web", (await kubectl.RunAsync("get", "deployments", "-A", "-o", "name")).Trim());
        Assert.Contains("web", await kubectl.RunAsync("get", "deploy", "web", "-n", "shop"), StringComparison.Ordinal);
        Assert.Equal("3", await kubectl.RunAsync("get", "deploy", "web", "-n", "shop", "-o", "jsonpath={.spec.replicas}"));
        Assert.Equal("namespace/shop", (await kubectl.RunAsync("get", "ns", "-l", "team=shop", "-o", "name")).Trim());

        var described = await kubectl.RunAsync("describe", "deployment", "web", "-n", "shop");
        Assert.Contains("evil.example.net/web:1", described, StringComparison.Ordinal);
        Assert.Contains("3 desired", described, StringComparison.Ordinal);

        var (code, _, errors) = await kubectl.TryAsync("get", "deploy", "nobody", "-n", "shop");
        Assert.Equal(1, code);
        Assert.Contains("(NotFound)", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_applies_again_and_again()
    {
        var file = place.Write("made.yaml", Web);
        Assert.Contains("created", await kubectl.RunAsync("apply", "-f", file), StringComparison.Ordinal);
        Assert.Contains("unchanged", await kubectl.RunAsync("apply", "-f", file), StringComparison.Ordinal);

        // a third container comes, a label goes, and the order of containers is another: a three-way merge
        place.Write("made.yaml", Web.Replace(", labels: { tier: web }", "", StringComparison.Ordinal)
            .Replace("side:1\" }", "side:2\" }\n        - { name: more, image: \"registry.example.com/more:1\" }", StringComparison.Ordinal));
        Assert.Contains("configured", await kubectl.RunAsync("apply", "-f", file), StringComparison.Ordinal);
        Assert.Equal(
            "registry.example.com/main:1 registry.example.com/side:2 registry.example.com/more:1",
            await kubectl.RunAsync("get", "deploy", "made", "-n", "shop", "-o", "jsonpath={.spec.template.spec.containers[*].image}"));
        Assert.Equal("", await kubectl.RunAsync("get", "deploy", "made", "-n", "shop", "-o", "jsonpath={.metadata.labels.tier}"));

        var misspelt = place.Write("bad.yaml", Web.Replace("replicas: 2", "replicsa: 2", StringComparison.Ordinal));
        var (code, _, errors) = await kubectl.TryAsync("apply", "-f", misspelt);
        Assert.Contains("replicsa", errors, StringComparison.Ordinal);

        // kubectl before 1.25 does not ask for strictness and gets a warning
        Assert.Equal(errors.Contains("Warning: ", StringComparison.Ordinal), code == 0);
    }

    [Fact]
    public async Task It_applies_on_the_server()
    {
        var file = place.Write("made.yaml", Web);
        Assert.Contains("serverside-applied", await kubectl.RunAsync("apply", "--server-side", "-f", file), StringComparison.Ordinal);
        await kubectl.RunAsync("scale", "deployment", "made", "-n", "shop", "--replicas", "5");

        var (code, _, errors) = await kubectl.TryAsync("apply", "--server-side", "-f", file);
        Assert.Equal(1, code);
        Assert.Contains(".spec.replicas", errors, StringComparison.Ordinal);

        await kubectl.RunAsync("apply", "--server-side", "--force-conflicts", "-f", file);
        Assert.Equal("2", await kubectl.RunAsync("get", "deploy", "made", "-n", "shop", "-o", "jsonpath={.spec.replicas}"));
    }

    [Fact]
    public async Task It_patches_scales_creates_and_deletes()
    {
        foreach (var (type, patch) in new[]
        {
            ("merge", """{"metadata":{"labels":{"a":"1"}}}"""),
            ("json", """[{"op":"add","path":"/metadata/labels/b","value":"2"}]"""),
            ("strategic", """{"spec":{"template":{"spec":{"containers":[{"name":"app","image":"registry.example.com/web:2"}]}}}}"""),
        })
        {
            await kubectl.RunAsync("patch", "deployment", "web", "-n", "shop", "--type", type, "-p", patch);
        }

        await kubectl.RunAsync("scale", "deployment", "web", "-n", "shop", "--replicas", "0");
        Assert.Equal(
            "1 2 registry.example.com/web:2 0",
            await kubectl.RunAsync(
                "get", "deploy", "web", "-n", "shop",
                "-o", "jsonpath={.metadata.labels.a} {.metadata.labels.b} {.spec.template.spec.containers[0].image} {.spec.replicas}"));

        await kubectl.RunAsync("create", "namespace", "fresh");
        await kubectl.RunAsync("create", "deployment", "quick", "--image", "registry.example.com/quick:1", "-n", "fresh");
        await kubectl.RunAsync("delete", "deployment", "web", "-n", "shop");
        Assert.Equal("deployment.apps/quick", (await kubectl.RunAsync("get", "deployments", "-A", "-o", "name")).Trim());
        await kubectl.RunAsync("delete", "namespace", "fresh");
        Assert.Equal("", await kubectl.RunAsync("get", "deployments", "-A", "-o", "name"));
    }

    [Fact]
    public Task It_follows_changes() => kubectl.FollowAsync(
        async () =>
        {
            await kubectl.RunAsync("label", "deployment", "web", "-n", "shop", "turn=one");
            await kubectl.RunAsync("delete", "deployment", "web", "-n", "shop");
        },
        ["ADDED", "MODIFIED", "DELETED"],
        "get", "deployments", "-n", "shop", "-w", "--output-watch-events");
}
