using System.Net;
using K8GuardScript.Simulator;

namespace K8GuardScript.EndToEnd.Tests;

public sealed class ServerOutageTests
{
    [Fact]
    public async Task A_server_that_goes_away_shows_in_readyz_until_it_is_back_and_nothing_is_taken_for_resolved()
    {
        using var place = new Workplace();
        var (cluster, kubeconfig) = await SomeCluster.StartAsync(place);
        var port = cluster.Address.Port;
        await using var run = K8GuardProcess.Start(
            place.Folder, "run", "--kubeconfig", kubeconfig, "--policies", Path.Combine(Workplace.Repository, "policies"),
            "--config", place.Write("settings.yaml", "mode: dry-run"), "--listen", "127.0.0.1:0");
        using var guard = await run.ClientAsync();
        await guard.WaitForAsync((kind, text) => kind == "opened" && text.Contains("evil.example.net", StringComparison.Ordinal));
        await guard.UntilAsync(async () => (await guard.GetAsync("/readyz")).Code == HttpStatusCode.OK);

        await cluster.DisposeAsync();
        var lost = await guard.WaitForAsync((kind, text) => kind == "watch" && text.StartsWith("Deployment: out of reach", StringComparison.Ordinal));
        var (code, text) = await guard.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains("apps/v1 Deployment: out of reach", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await guard.GetAsync("/livez")).Code);
        Assert.Single(await guard.ItemsAsync("/api/v1/violations?policy=image-repo"));

        var options = new SimulatorOptions { Port = port, Manifests = [place.PathOf("cluster.yaml")] };
        await using var back = await SimulatedCluster.StartAsync(options, Deadline.Token());
        await guard.WaitForAsync((kind, what) => kind == "watch" && what == "Deployment: watched", lost.Id);
        await guard.UntilAsync(async () => (await guard.GetAsync("/readyz")).Code == HttpStatusCode.OK);
        Assert.Single(await guard.ItemsAsync("/api/v1/violations?policy=image-repo"));
    }
}
