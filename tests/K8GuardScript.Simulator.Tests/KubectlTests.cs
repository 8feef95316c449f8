using System.Diagnostics;

namespace K8GuardScript.Simulator.Tests;

/// <summary>Drives a real kubectl against the simulator; skipped where there is none.</summary>
public sealed class KubectlTests : IAsyncLifetime
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          replicas: 2
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: web, image: "registry.example.com/web:1.0" }] }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("kubectl-").FullName;
    private SimulatedCluster? cluster;

    public async ValueTask InitializeAsync()
    {
        this.cluster = await SimulatedCluster.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(this.folder, "config"), this.cluster.Kubeconfig);
    }

    public async ValueTask DisposeAsync()
    {
        if (this.cluster is not null) await this.cluster.DisposeAsync();
        Directory.Delete(this.folder, recursive: true);
    }

    [Fact]
    public async Task Kubectl_creates_applies_scales_patches_prints_and_deletes()
    {
        Assert.SkipUnless(IsThere(), "no kubectl on this machine");
        var manifest = Path.Combine(this.folder, "web.yaml");
        await File.WriteAllTextAsync(manifest, Deployment);

        Assert.Equal("namespace/shop created", await RunAsync("create", "namespace", "shop"));
        Assert.Equal("deployment.apps/web created", await RunAsync("apply", "-f", manifest));
        Assert.Equal("deployment.apps/web unchanged", await RunAsync("apply", "-f", manifest));
        Assert.Equal("deployment.apps/web serverside-applied",
            await RunAsync("apply", "--server-side", "--force-conflicts", "-f", manifest));
        Assert.Equal("deployment.apps/api created",
            await RunAsync("create", "deployment", "api", "--image=api:1.0", "--replicas=0", "-n", "shop"));
        Assert.Equal("deployment.apps/web scaled", await RunAsync("scale", "deployment", "web", "--replicas=5", "-n", "shop"));
        Assert.Equal("deployment.apps/web patched",
            await RunAsync("patch", "deployment", "web", "-n", "shop", "-p", """{"metadata":{"labels":{"team":"a"}}}"""));
        Assert.Contains("Replicas:               5 desired",
            await RunAsync("describe", "deployment", "web", "-n", "shop"), StringComparison.Ordinal);
        var table = (await RunAsync("get", "deployments", "-n", "shop")).Split('\n');
        Assert.Equal(["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"], table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["api", "0/0", "0", "0"], table[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..4]);
        Assert.Equal(["web", "0/5", "0", "0"], table[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..4]);
        Assert.Equal("yes", await RunAsync("auth", "can-i", "delete", "pods"));
        Assert.StartsWith("deployment.apps \"web\" deleted",
            await RunAsync("delete", "deployment", "web", "-n", "shop"), StringComparison.Ordinal);
        Assert.Contains("NotFound", await RunAsync("get", "deployment", "web", "-n", "shop"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubectl_applies_a_list_and_asks_for_a_dry_run()
    {
        Assert.SkipUnless(IsThere(), "no kubectl on this machine");
        var manifest = Path.Combine(this.folder, "list.yaml");
        await File.WriteAllTextAsync(manifest, """
            apiVersion: v1
            kind: List
            items: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: listed, namespace: default }, data: { a: "1" } }]
            """);

        Assert.Contains("configmap/listed created", await RunAsync("apply", "-f", manifest, "--dry-run=server"), StringComparison.Ordinal);
        Assert.Null(this.cluster!.Get("v1", "ConfigMap", "default", "listed"));
        Assert.Equal("configmap/listed created", await RunAsync("apply", "-f", manifest));
    }

    [Fact]
    public async Task Kubectl_is_told_of_a_misspelled_field_and_unless_it_is_old_before_anything_is_stored()
    {
        Assert.SkipUnless(IsThere(), "no kubectl on this machine");
        var manifest = Path.Combine(this.folder, "typo.yaml");
        await File.WriteAllTextAsync(manifest, Deployment.Replace("replicas", "replcas").Replace("shop", "default"));

        var said = await RunAsync("apply", "-f", manifest);

        // kubectl before 1.25 does not ask for strictness and gets a warning
        var isTold = said.Contains("Warning: unknown field", StringComparison.Ordinal);
        Assert.Contains("unknown field \"spec.replcas\"", said, StringComparison.Ordinal);
        Assert.Equal(isTold, this.cluster!.Get("apps/v1", "Deployment", "default", "web") is not null);
    }

    [Fact]
    public async Task Kubectl_watches()
    {
        Assert.SkipUnless(IsThere(), "no kubectl on this machine");
        this.cluster!.Put(ApiCaller.Json("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"default"}}"""));
        using var kubectl = Start("get", "configmaps", "-n", "default", "-w", "--field-selector=metadata.name!=kube-root-ca.crt");
        Assert.StartsWith("NAME", await LineAsync(kubectl), StringComparison.Ordinal);
        Assert.StartsWith("a ", await LineAsync(kubectl), StringComparison.Ordinal);

        this.cluster.Put(ApiCaller.Json(
            """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b","namespace":"default"},"data":{"k":"v"}}"""));

        Assert.Equal(["b", "1"], (await LineAsync(kubectl)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2]);
        kubectl.Kill();
    }

    private static async Task<string> LineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken) ?? "";

    /// <summary>What kubectl printed, errors included.</summary>
    private async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return (await output + errors).Trim();
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = Path.Combine(this.folder, "config");
        start.Environment["HOME"] = this.folder;
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static bool IsThere() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(place => File.Exists(Path.Combine(place, "kubectl")));
}
