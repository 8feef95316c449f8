using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Tests.Worker;

public sealed class RecordingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_that_can_not_be_recorded_is_judged_apart_and_holds_up_none_of_the_others()
    {
        using var world = new EvaluationWorld(new FailingLedgerStore(0), InlineEvaluation.Instance, new ManualClock());
        world.Rule();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var judged = world.Batch.Judge(world.Queue.Take(10), InlineEvaluation.Instance);
        var broken = judged.Objects.Single(item => item.Key.Name == "web");
        broken.Keep(broken.Verdicts[0] with { Findings = null! });
        var recording = world.Recording.RunAsync(stop.Token);

        await world.Recording.AddAsync(judged, Cancel);
        await world.Queue.WaitSlowAsync(Cancel);

        Assert.Equal(["api"], world.Ledger.Alive().Select(episode => episode.Key.Object.Name));
        Assert.Null(world.Ledger.Trouble);
        var slow = Assert.Single(world.Queue.TakeSlow(10));
        Assert.Equal(broken.Queued with { Lane = Lane.Slow }, slow);

        // what was recorded waits no longer, and may come again
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recording);
        Assert.Empty(world.Queue.Take(10));
        world.Queue.Enqueue(new ObjectKey("apps", "Deployment", "shop", "api"), Wanted.All);
        Assert.Single(world.Queue.Take(10));
    }
}
