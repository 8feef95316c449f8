using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace K8GuardScript.EndToEnd.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_finds_all_eight_kinds_of_violations_warns_twice_and_acts_once()
    {
        using var place = new Workplace();
        await using var demo = K8GuardProcess.Start(place.Folder, "demo", "--listen", "127.0.0.1:0", "--data", "demo-data");
        using var guard = await demo.ClientAsync();

        await guard.WaitForAsync((kind, text) => kind == "acted" && text.StartsWith("Deployment legacy/builder: scaled to 0", StringComparison.Ordinal));
        await guard.WaitForAsync((kind, text) => kind == "acted" && text.StartsWith("Job batch-jobs/scrape: suspended", StringComparison.Ordinal));
        await guard.WaitForAsync((kind, text) => kind == "acted" && text.StartsWith("Ingress web/storefront-wildcard: deleted", StringComparison.Ordinal));

        // every violation that was ever found, also those that went with a deployment that was scaled to 0
        var states = new[] { "open", "contained", "resolved" };
        var codes = new HashSet<string>();
        foreach (var state in states)
            codes.UnionWith((await guard.ItemsAsync($"/api/v1/violations?state={state}")).Select(item => item["code"]!.GetValue<string>()));
        Assert.Equal(
            ["CAPABILITIES", "HOST_VOLUMES", "IMAGE_REPO", "IMAGE_SIZE", "INGRESS_HOST_INVALID", "NO_OWNER_ANNOTATION", "PRIVILEGED", "SINGLE_REPLICA"],
            codes.Order());

        var builder = await ViolationAsync(guard, "builder", "host-volumes");
        Assert.Equal(2, builder["warnings"]!.GetValue<int>());
        Assert.Equal("contained", builder["state"]!.GetValue<string>());

        await AssertClusterShowsItAsync(place.PathOf("demo-data/kubeconfig"));
        var ingress = Assert.Single(await guard.ItemsAsync("/api/v1/actions"), item => item["name"]!.GetValue<string>() == "storefront-wildcard");
        Assert.Equal("done", ingress["state"]!.GetValue<string>());
        Assert.Equal("*.shop.example.com", ingress["manifest"]!["spec"]!["rules"]![0]!["host"]!.GetValue<string>());
        Assert.DoesNotContain('\e', demo.Output);
    }

    [Fact]
    public async Task The_demo_tells_what_to_try_next_with_paths_that_exist()
    {
        using var place = new Workplace();
        await using var demo = K8GuardProcess.Start(place.Folder, "demo", "--listen", "127.0.0.1:0");
        using var guard = await demo.ClientAsync();
        await guard.WaitForAsync((kind, _) => kind == "opened");

        var hint = Assert.Single(demo.Output.Split('\n'), line => line.StartsWith("try:", StringComparison.Ordinal));
        var script = hint.Split(' ').Single(word => word.EndsWith(".csx", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.GetFullPath(script, place.Folder)), hint);
    }

    private static async Task<JsonObject> ViolationAsync(GuardClient guard, string name, string policy) =>
        Assert.Single(await guard.ItemsAsync($"/api/v1/violations?name={name}&policy={policy}"));

    private static async Task AssertClusterShowsItAsync(string kubeconfig)
    {
        var server = Regex.Match(await File.ReadAllTextAsync(kubeconfig), @"http://127\.0\.0\.1:\d+").Value;
        using var http = new HttpClient { BaseAddress = new Uri(server) };
        var deployment = JsonNode.Parse(await http.GetStringAsync(new Uri("/apis/apps/v1/namespaces/legacy/deployments/builder", UriKind.Relative)))!;
        Assert.Equal(0, deployment["spec"]!["replicas"]!.GetValue<int>());
        Assert.Equal("2", deployment["metadata"]!["annotations"]!["k8guard.io/previous-replicas"]!.GetValue<string>());
        var job = JsonNode.Parse(await http.GetStringAsync(new Uri("/apis/batch/v1/namespaces/batch-jobs/jobs/scrape", UriKind.Relative)))!;
        Assert.True(job["spec"]!["suspend"]!.GetValue<bool>());
        using var ingress = await http.GetAsync(new Uri("/apis/networking.k8s.io/v1/namespaces/web/ingresses/storefront-wildcard", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, ingress.StatusCode);
    }
}
