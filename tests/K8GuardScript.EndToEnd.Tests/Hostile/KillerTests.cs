using System.Text.Json.Nodes;
using K8GuardScript.Simulator;

namespace K8GuardScript.EndToEnd.Tests.Hostile;

/// <summary>The last line of defence, with code that neither gates nor fuel hold: it kills the worker, or one of its threads.</summary>
public sealed class KillerTests : IDisposable
{
    private const string Witness = """
        Policy("witness", Severity.High, "Goes on whatever happens");
        Each<Deployment>((d, found) => found.Violation(d, $"saw `{d.Metadata.Name}`"));
        """;

    private const string StackOverflow = "int Deep(int n) => n < 0 ? n : Deep(n + 1) + Deep(n + 2);";

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task What_kills_the_worker_twice_stays_out_until_it_is_changed_and_nothing_else_is_lost()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var teams = await TeamsDouble.StartAsync();
        var (cluster, kubeconfig) = await SomeCluster.StartAsync(place);
        await using var _ = cluster;
        await SetUpAsync(teams, "killer");
        await FillCacheAsync(kubeconfig);
        Forge("killer", $"{StackOverflow}\n{Policy("killer", "if (Deep(0) > 0) found.Violation(d, \"x\")")}");

        await using (var first = Start(kubeconfig))
        {
            using var guard = await first.ClientAsync();
            Assert.Equal("active", await StateAsync(guard, "killer"));
            Put(cluster, "killer-bait");
            Assert.NotEqual(0, await first.ExitCodeAsync());
        }

        // tried with what it compiles to, which is harmless, it is put back, and kills again
        await using (var second = Start(kubeconfig))
        {
            Assert.NotEqual(0, await second.ExitCodeAsync());
            Assert.Contains("the guard died while it ran on Deployment shop/killer-bait", second.Output, StringComparison.Ordinal);
        }

        foreach (var start in (string[])["after it died", "after it was stopped"])
        {
            await using var third = Start(kubeconfig);
            using var guard = await third.ClientAsync();
            await guard.UntilAsync(() => SeesAsync(guard, "killer-bait"));
            Assert.True(await StateAsync(guard, "killer") == "quarantined", start);
            Assert.Contains("died 2 times within the hour", await ErrorAsync(guard, "killer"), StringComparison.Ordinal);
            Assert.Contains("k8guard_policies{state=\"quarantined\"} 1", (await guard.GetAsync("/metrics")).Text, StringComparison.Ordinal);
            Assert.Equal(System.Net.HttpStatusCode.OK, (await guard.GetAsync("/readyz")).Code);
            await guard.UntilAsync(async () =>
                (await guard.ItemsAsync("/api/v1/violations?policy=witness")).All(item => item["warnings"]!.GetValue<int>() == 1));
            Assert.Equal(0, await third.StopAsync());
        }

        await using var last = Start(kubeconfig);
        using var client = await last.ClientAsync();
        place.Write("policies/killer.csx", Policy("killer", "found.Violation(d, \"mended\")"));
        await client.UntilAsync(async () => await StateAsync(client, "killer") == "active");

        // one for each deployment; a death between sending and noting may repeat one
        Assert.InRange(teams.Messages.Count, 2, 3);
    }

    [Fact]
    public async Task What_hangs_loses_its_thread_and_is_parked_and_the_third_one_ends_the_process()
    {
        await using var teams = await TeamsDouble.StartAsync();
        var (cluster, kubeconfig) = await SomeCluster.StartAsync(place);
        await using var _ = cluster;
        string[] names = ["hang-1", "hang-2", "hang-3"];
        await SetUpAsync(teams, names);
        await FillCacheAsync(kubeconfig);
        foreach (var name in names) Forge(name, Policy(name, "while (true) { }"));

        await using (var worker = Start(kubeconfig))
        {
            using var guard = await worker.ClientAsync();
            foreach (var name in names[..2])
            {
                Put(cluster, $"{name}-bait");
                await guard.UntilAsync(() => SeesAsync(guard, $"{name}-bait"));
                await guard.UntilAsync(async () => await StateAsync(guard, name) == "parked");
            }

            Assert.Equal("active", await StateAsync(guard, "hang-3"));
            Put(cluster, "hang-3-bait");
            Assert.Equal(70, await worker.ExitCodeAsync());
            Assert.Contains("`hang-3` is one script too many that could not be stopped", worker.Errors, StringComparison.Ordinal);
        }

        await using var next = Start(kubeconfig);
        using var client = await next.ClientAsync();
        await client.UntilAsync(() => SeesAsync(client, "hang-3-bait"));
        foreach (var name in names) Assert.Equal("parked", await StateAsync(client, name));
        place.Write("policies/hang-1.csx", Policy("hang-1", "found.Violation(d, \"mended\")"));
        await client.UntilAsync(async () => await StateAsync(client, "hang-1") == "active");
    }

    private static string Policy(string id, string then) =>
        $$"""
        Policy("{{id}}", Severity.Low, "Does harm on one object only");
        Each<Deployment>((d, found) => { if (d.Metadata.Name == "{{id}}-bait") { {{then}}; } });
        """;

    private static void Put(SimulatedCluster cluster, string name) => cluster.Put(JsonNode.Parse($$$"""
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "{{{name}}}", "namespace": "shop"},
         "spec": {"selector": {"matchLabels": {"app": "x"}}, "template": {"spec": {"containers": [{"name": "app", "image": "x:1"}] } } } }
        """)!.AsObject());

    private static async Task<bool> SeesAsync(GuardClient guard, string name) =>
        (await guard.ItemsAsync("/api/v1/violations?policy=witness")).Any(item => item["name"]?.GetValue<string>() == name);

    private static async Task<string> StateAsync(GuardClient guard, string policy) => (await FindAsync(guard, policy))["state"]!.GetValue<string>();

    private static async Task<string> ErrorAsync(GuardClient guard, string policy) => (await FindAsync(guard, policy))["errors"]!.ToJsonString();

    private static async Task<JsonObject> FindAsync(GuardClient guard, string policy) =>
        Assert.Single(await guard.ItemsAsync("/api/v1/policies"), item => item["file"]!.GetValue<string>() == $"{policy}.csx");

    private async Task SetUpAsync(TeamsDouble teams, params string[] policies)
    {
        place.Write("policies/witness.csx", Witness);
        foreach (var policy in policies) place.Write($"policies/{policy}.csx", Policy(policy, "found.Violation(d, \"fine\")"));
        place.Write("policies/policies.yaml", $$"""
            cluster: test
            mode: safe
            existing: warn
            escalation: { grace: 0, warnings: 2, every: 24h }
            owners: { team: [label team] }
            teams: { shop: { channels: [shop-teams] } }
            channels: { shop-teams: { type: teams, urlFile: {{await teams.WriteUrlFileAsync(place.Folder)}} } }
            """);
    }

    private async Task FillCacheAsync(string kubeconfig)
    {
        await using var worker = Start(kubeconfig);
        using var guard = await worker.ClientAsync();
        await guard.WaitForAsync((kind, _) => kind == "warned");
        Assert.Equal(0, await worker.StopAsync());
    }

    private void Forge(string policy, string code)
    {
        var script = $"{policy}.csx";
        ForgedCache.Replace(place.PathOf("data"), script, File.ReadAllText(place.PathOf($"policies/{script}")), code);
    }

    private K8GuardProcess Start(string kubeconfig) => K8GuardProcess.Start(
        place.Folder, "run", "--kubeconfig", kubeconfig, "--policies", "policies", "--data", "data", "--listen", "127.0.0.1:0");
}
