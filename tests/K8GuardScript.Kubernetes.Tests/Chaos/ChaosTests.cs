using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Simulator;

namespace K8GuardScript.Kubernetes.Tests.Chaos;

/// <summary>
/// Random clusters, random faults, restarts of the client: once the faults stop, the cache must become the server's state. A seed that
/// fails is named in the test's name; set <c>K8GUARD_CHAOS_SEED</c> to it to run it alone.
/// </summary>
public sealed class ChaosTests
{
    private const int Rounds = 40;

    // several times what a loaded machine needs; the time is only used up by a cache that never gets there
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(300);

    public static TheoryData<int> Seeds => [.. ChaosSeeds.Wanted()];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_the_faults_the_cache_is_the_servers_state(int seed)
    {
        var random = new Random(seed);
        await using var time = new RacingTime();
        await using var cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { Clock = time }, TestContext.Current.CancellationToken);
        var world = new RandomCluster(cluster, random);
        world.Fill();
        cluster.Faults.Start(seed, share: 0.1 + (random.NextDouble() * 0.6));

        var client = new CachingClient(cluster.Address, time, seed);
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                for (var changes = random.Next(25); changes > 0; changes--) world.Change();
                if (random.Next(4) == 0) await PatchAsync(client, cluster, world, round);
                if (random.Next(12) == 0)
                {
                    await client.DisposeAsync();
                    client = new CachingClient(cluster.Address, time, seed + round);
                }

                await Task.Delay(TimeSpan.FromSeconds(random.Next(20)), time, TestContext.Current.CancellationToken);
            }

            cluster.Faults.Stop();
            world.DefineWidgets();
            var difference = await SettleAsync(client, cluster, time);

            Assert.True(difference.Length == 0, $"seed {seed}: {difference}; faults: {Told(cluster)}");
        }
        finally
        {
            await client.DisposeAsync();
        }
    }

    /// <summary>Whatever a write came to, it must be true: done is done, and what was refused or lost the race did not happen.</summary>
    private static async Task PatchAsync(CachingClient client, SimulatedCluster cluster, RandomCluster world, int round)
    {
        if (world.Some(RandomCluster.ConfigMaps) is not { } found) return;
        var (space, name) = (found["metadata"]!["namespace"]!.GetValue<string>(), found["metadata"]!["name"]!.GetValue<string>());
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["uid"] = found["metadata"]!["uid"]!.GetValue<string>(),
                ["resourceVersion"] = found["metadata"]!["resourceVersion"]!.GetValue<string>(),
                ["annotations"] = new JsonObject { ["round"] = $"{round}" },
            },
        };

        var outcome = await client.Writes.MergePatchAsync(
            RandomCluster.ConfigMaps, space, name, Encoding.UTF8.GetBytes(patch.ToJsonString()), dryRun: false, TestContext.Current.CancellationToken);

        var isThere = (string?)cluster.Get("v1", "ConfigMap", space, name)?["metadata"]?["annotations"]?["round"] == $"{round}";
        if (outcome.Result != WriteResult.Unknown) Assert.Equal(isThere, outcome.Result == WriteResult.Done);
    }

    private static async Task<string> SettleAsync(CachingClient client, SimulatedCluster cluster, RacingTime time)
    {
        time.Step = TimeSpan.FromMilliseconds(50);

        // connections that are half open end by their deadline, and dropped events are found by the next comparison
        time.Jump(TimeSpan.FromMinutes(11));
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await Task.Delay(Glance, TimeProvider.System, TestContext.Current.CancellationToken);
            var difference = client.DifferenceTo(cluster);
            if (difference.Length == 0 || TimeProvider.System.GetElapsedTime(started) > Patience) return difference;
            time.Jump(TimeSpan.FromHours(1));
        }
    }

    private static string Told(SimulatedCluster cluster) =>
        string.Join(", ", cluster.Faults.Struck.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));
}
