
namespace K8GuardScript.EndToEnd.Tests;

/// <summary>The same objects give the same verdicts, whether a server has filled them in and its controllers have run or not.</summary>
public sealed class SeedTests
{
    private const string Settings = """
        cluster: seed
        mode: dry-run
        policies: { no-owner: { namespaces: ["!kube-*", "!default"] } }
        """;

    [Fact]
    public async Task What_a_real_server_lists_gives_the_verdicts_of_the_manifests()
    {
        var seed = FindSeed();
        if (seed is null) Assert.Skip("the seed cluster is not here");

        var written = await VerdictsAsync(Path.Combine(seed, "manifests.yaml"));
        var listed = await VerdictsAsync([.. Directory.GetFiles(seed, "*.json")]);
        Assert.Equal(written, listed);
        Assert.True(written.Count > 20, string.Join('\n', written));
    }

    private static async Task<IReadOnlyList<string>> VerdictsAsync(params string[] manifests)
    {
        using var place = new Workplace();
        var (cluster, kubeconfig) = await SomeCluster.StartAsync(place, manifests);
        await using var _ = cluster;
        await using var run = K8GuardProcess.Start(
            place.Folder, "run", "--kubeconfig", kubeconfig, "--policies", Path.Combine(Workplace.Repository, "policies"),
            "--config", place.Write("settings.yaml", Settings), "--listen", "127.0.0.1:0");
        using var guard = await run.ClientAsync();

        // image sizes come last, as their kind is only watched once a policy asks for it
        await guard.WaitForAsync((kind, text) => kind == "opened" && text.Contains("MiB", StringComparison.Ordinal));
        const string NothingWaits = "k8guard_queue_depth{lane=\"change\"} 0";
        await guard.UntilAsync(async () => (await guard.GetAsync("/metrics")).Text.Contains(NothingWaits, StringComparison.Ordinal));
        var items = await guard.ItemsAsync("/api/v1/violations");
        return [.. items
            .Select(item => $"{item["policy"]} {item["kind"]} {item["namespace"]}/{item["name"]} {item["path"]}: {item["message"]}")
            .Order(StringComparer.Ordinal)];
    }

    private static string? FindSeed()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var seed = Path.Combine(folder.FullName, "shared", "kubernetes", "seed");
            if (Directory.Exists(seed)) return seed;
        }

        return null;
    }
}
