using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Show;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Worker;

public sealed class CostlyPoliciesTests : IDisposable
{
    private readonly EvaluationWorld world = new(new FailingLedgerStore(0), InlineEvaluation.Instance, new ManualClock());

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_policy_that_takes_long_is_told_of_once_and_stays_in_force()
    {
        var policy = world.Rule();
        policy.State.CountTime(RunTimes.Runs, TimeSpan.FromMilliseconds(20) * RunTimes.Runs);

        world.Costly.Look();
        world.Costly.Look();

        var told = Assert.Single(await ToldAsync());
        Assert.StartsWith("policy `bad` is slowed down: its last 64 runs took 20 ms each on average", told, StringComparison.Ordinal);
        Assert.NotNull(world.Rulebook.Current.Policies.Find("bad"));
        var entry = new ShelfEntry("bad.csx", "bad", ShelfState.Active, policy, null, TimeSpan.Zero, [], [], []);
        Assert.Equal("slowed", entry.Shown.Word());

        policy.State.CountTime(RunTimes.Runs, TimeSpan.Zero);
        Assert.Equal("active", entry.Shown.Word());
    }

    [Fact]
    public async Task A_policy_that_takes_far_too_long_is_out_of_force()
    {
        var policy = world.Rule();
        policy.State.CountTime(RunTimes.Runs, TimeSpan.FromMilliseconds(150) * RunTimes.Runs);

        world.Costly.Look();

        Assert.Null(world.Rulebook.Current.Policies.Find("bad"));
        var told = Assert.Single(await ToldAsync());
        Assert.EndsWith("its last 64 runs took 150 ms each on average, and more than 100 ms is too long", told, StringComparison.Ordinal);
    }

    // up to a mark, as the stream has no end; the program tells of itself too
    private async Task<List<string>> ToldAsync()
    {
        const string Mark = "that was all";
        world.Happenings.Tell(HappeningKind.Program, Mark);
        var told = new List<string>();
        await foreach (var happening in world.Happenings.ListenAsync(0, TestContext.Current.CancellationToken))
        {
            if (happening.Text == Mark) break;
            if (happening.Policy == "bad") told.Add(happening.Text);
        }

        return told;
    }
}
