using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Worker;

namespace K8GuardScript.Tests.Worker;

public sealed class EvaluationLoopTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_lost_with_its_thread_is_judged_again() =>
        Assert.Equal(["api", "web"], await RecordedAsync(new LostRunException(new RunMark("other", "rev-0", ""))));

    [Fact]
    public async Task What_can_not_be_judged_together_is_judged_one_by_one_and_what_breaks_even_so_holds_up_nobody() =>
        Assert.Equal(["api", "web"], await RecordedAsync(new FormatException(), new FormatException()));

    [Fact]
    public async Task What_can_not_be_recorded_waits_again_as_it_was_while_nothing_else_moves()
    {
        var clock = new ManualClock();
        using var world = new EvaluationWorld(new FailingLedgerStore(1), InlineEvaluation.Instance, clock);
        world.Rule();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        world.Queue.Done(world.Queue.Take(10));
        world.Queue.Enqueue(new("apps", "Deployment", "shop", "web"), Wanted.Only("bad"), Lane.Sweep);
        var taken = world.Queue.Take(10);
        var recording = world.Recording.RunAsync(stop.Token);

        await world.Recording.AddAsync(world.Batch.Judge(taken, InlineEvaluation.Instance), Cancel);
        await world.Queue.WaitAsync(Cancel);

        Assert.Equal(taken, world.Queue.Take(10));
        Assert.Empty(world.Ledger.Alive());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recording);
    }

    [Theory]
    [InlineData(20, 60)]
    [InlineData(600, 1_800)]
    [InlineData(3_600_000, 3_000)]
    public void What_is_slow_rests_three_times_its_turn_and_not_for_what_the_machine_stood_still(int turn, int rest) =>
        Assert.Equal(TimeSpan.FromMilliseconds(rest), EvaluationLoop.RestAfter(TimeSpan.FromMilliseconds(turn)));

    [Fact]
    public async Task What_is_judged_is_held_back_until_it_is_recorded()
    {
        var store = new FailingLedgerStore(0);
        using var world = new EvaluationWorld(store, InlineEvaluation.Instance, TimeProvider.System);
        world.Rule();
        var taken = world.Queue.Take(10);
        foreach (var queued in taken) world.Queue.Enqueue(queued.Key, Wanted.All);
        var judged = world.Batch.Judge(taken, InlineEvaluation.Instance);
        Assert.Empty(world.Queue.Take(10));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var recording = world.Recording.RunAsync(stop.Token);
        await world.Recording.AddAsync(judged, Cancel);
        await world.Queue.WaitAsync(Cancel);

        Assert.Equal(2, world.Ledger.AliveCount);
        Assert.Equal(2, world.Queue.Take(10).Count);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recording);
    }

    private static async Task<IEnumerable<string>> RecordedAsync(params Exception[] failures)
    {
        var stored = new FailingLedgerStore(0);
        using var world = new EvaluationWorld(stored, new FailingThreads(failures), TimeProvider.System);
        world.Rule();
        await world.Loop.StartAsync(Cancel);
        var recorded = new HashSet<string>();
        while (recorded.Count < 2)
        {
            recorded.Add((await stored.NextAsync(Cancel)).Key.Object.Name);
        }

        await world.Loop.StopAsync(Cancel);
        return recorded.Order();
    }
}
