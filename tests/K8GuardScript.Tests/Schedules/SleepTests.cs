using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;

namespace K8GuardScript.Tests.Schedules;

/// <summary>The shipped policy that lets development sleep, from the script to the cluster.</summary>
public sealed class SleepTests
{
    private const int Deployments = 2_000;
    private static readonly DateTimeOffset Evening = new(2026, 11, 24, 19, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Two_thousand_deployments_are_stopped_at_night_and_those_that_nobody_changed_are_back_in_the_morning()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var world = await SleepingDevelopment.OfAsync(Deployments, cancel);
        world.Put(0, 0);
        world.Put(1, 3, manifest => Annotate(manifest, "k8guard.io/no-sleep", "true"));
        world.Clock.Becomes(Evening);
        await world.StartAsync(cancel);
        await world.LooksAsync(cancel);
        Assert.Equal(Deployments - 1, world.Replicas().Values.Count(replicas => replicas == 3));

        world.Clock.Becomes(Evening.AddHours(1));
        world.Faults.DieAfter(700);
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.LooksAsync(cancel));
        await world.DiesAsync();
        await world.StartAsync(cancel);
        await world.LooksAsync(cancel);

        Assert.Equal([1], world.Replicas().Where(item => item.Value != 0).Select(item => item.Key));
        var stopped = world.Ledger.Actions().Where(action => action.State == ActionState.Done).ToList();
        Assert.Equal(Deployments - 2, stopped.Count);
        Assert.Equal(Deployments - 2, stopped.Select(action => action.Target).Distinct().Count());

        foreach (var i in Enumerable.Range(10, 10)) world.Put(i, 5);
        foreach (var i in Enumerable.Range(20, 10)) world.Delete(i);
        foreach (var i in Enumerable.Range(30, 10))
            world.Put(i, 0, manifest => manifest["metadata"]!["labels"] = new JsonObject { ["touched"] = "yes" });
        foreach (var i in Enumerable.Range(40, 10))
            world.Put(i, 0, manifest => manifest["metadata"]!["annotations"]!.AsObject().Remove("k8guard.io/action-id"));
        world.Clock.Becomes(Evening.AddHours(12));
        await world.LooksAsync(cancel);

        var morning = world.Replicas();
        Assert.Equal(Deployments - 10, morning.Count);
        Assert.Equal([0, .. Enumerable.Range(40, 10)], morning.Where(item => item.Value == 0).Select(item => item.Key).Order());
        Assert.All(Enumerable.Range(10, 10), i => Assert.Equal(5, morning[i]));
        Assert.Equal(Deployments - 10 - 10 - 10 - 1, morning.Values.Count(replicas => replicas == 3));
        var told = $"{Deployments - 2 - 30} brought back, 30 left as they are, since somebody changed them (";
        Assert.StartsWith(told, world.Note("mornings"), StringComparison.Ordinal);
    }

    private static void Annotate(JsonObject manifest, string key, string value) =>
        manifest["metadata"]!["annotations"] = new JsonObject { [key] = value };
}
