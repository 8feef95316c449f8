using K8GuardScript.Simulator;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>Two real processes and one lease.</summary>
public sealed class LeadershipTests
{
    // length, deadline and pause in seconds: shorter than a worker's own, and longer than a busy machine puts a process aside
    private static readonly Dictionary<string, string> ShortLease = new() { ["K8GUARD_TEST_LEASE"] = "6:5:0.5" };

    [Fact]
    public async Task A_leader_that_is_stopped_for_longer_than_the_lease_finds_another_one_in_its_place()
    {
        using var place = new Workplace();
        var (cluster, kubeconfig) = await SomeCluster.StartAsync(place);
        await using var _ = cluster;
        await using var first = Start(place, kubeconfig, "first");
        using var one = await first.ClientAsync();
        await one.WaitForAsync((_, text) => text.Contains("it may act", StringComparison.Ordinal));
        Assert.Equal("1", await MetricAsync(one, "k8guard_leader"));

        await using var second = Start(place, kubeconfig, "second");
        using var other = await second.ClientAsync();
        await other.WaitForAsync((_, text) => text.Contains("stands by", StringComparison.Ordinal));
        Assert.Equal("0", await MetricAsync(other, "k8guard_leader"));

        await first.SignalAsync("STOP");
        await other.WaitForAsync((_, text) => text.Contains("it may act", StringComparison.Ordinal));
        await first.SignalAsync("CONT");
        await one.WaitForAsync((_, text) => text.Contains("stands by", StringComparison.Ordinal));
        Assert.Equal("0", await MetricAsync(one, "k8guard_leader"));
        Assert.Equal("1", await MetricAsync(other, "k8guard_leader"));
        Assert.Equal("2", await MetricAsync(one, "k8guard_leader_transitions_total"));

        // one that leaves in order gives it back
        var held = Holder(cluster);
        Assert.Equal(0, await second.StopAsync());
        Assert.NotEqual(held, Holder(cluster));
        await one.UntilAsync(async () => await MetricAsync(one, "k8guard_leader") == "1");
        Assert.Empty(cluster.Writes());
    }

    private static K8GuardProcess Start(Workplace place, string kubeconfig, string name) => K8GuardProcess.Start(
        place.Folder, "K8GuardScript.FaultHost.dll", ShortLease,
        "run", "--kubeconfig", kubeconfig, "--policies", Path.Combine(Workplace.Repository, "policies"), "--config",
        place.Write("settings.yaml", "mode: safe"), "--data", name, "--listen", "127.0.0.1:0", "--lease-namespace", "shop");

    private static string Holder(SimulatedCluster cluster) =>
        cluster.Get("coordination.k8s.io/v1", "Lease", "shop", "k8guard")!["spec"]!["holderIdentity"]!.GetValue<string>();

    private static async Task<string> MetricAsync(GuardClient guard, string name)
    {
        var (_, text) = await guard.GetAsync("/metrics");
        return text.Split('\n').Single(line => line.StartsWith($"{name} ", StringComparison.Ordinal)).Split(' ')[1];
    }
}
