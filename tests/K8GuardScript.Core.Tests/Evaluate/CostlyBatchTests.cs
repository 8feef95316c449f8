using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>Policies that hold up others, and what a batch does with them.</summary>
public sealed class CostlyBatchTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_policy_that_spends_all_it_may_again_and_again_is_not_asked_about_the_rest()
    {
        world.ListsShop();
        var policy = Some.Policy("costly", rules: () => Entry.Each<Deployment>((_, _) =>
        {
            while (true) Fuel.Tick();
        }));
        world.Rule(policy, Some.Policy());

        for (var run = 0; run < PolicyCounters.MostSpentRuns; run++) Run();
        var after = Run();

        Assert.Equal(PolicyCounters.MostSpentRuns, policy.State.Faults);
        Assert.DoesNotContain(after.Verdicts, verdict => verdict.Policy == policy);
        Assert.Equal(PolicyCounters.MostSpentRuns + 1, world.Rulebook.Current.Policies.Find("image-repo")!.State.Evaluations);
    }

    [Fact]
    public void What_spent_all_it_may_is_tried_once_more_and_apart()
    {
        world.ListsShop();
        world.Rule(Some.Policy("costly", rules: () => Entry.Each<Deployment>((_, _) =>
        {
            while (true) Fuel.Tick();
        })));

        var again = Assert.Single(world.Batch.Judge([new QueuedKey(Some.Web, Wanted.All, Lane.Change, 0)], InlineEvaluation.Instance).PutOff);
        Assert.Equal((Some.Web, Lane.Slow), (again.Key, again.Lane));
        Assert.Empty(world.Batch.Judge([again], InlineEvaluation.Instance).PutOff);
    }

    [Fact]
    public void A_policy_that_takes_long_is_put_off_and_judges_apart_while_the_others_go_on()
    {
        world.ListsShop();
        var slow = Slow(TimeSpan.FromMilliseconds(20));
        world.Rule(Some.Policy(), slow);
        for (var run = 0; run < RunTimes.Runs; run++) Judge(Some.Web);
        Assert.True(slow.State.IsSlowed);
        var before = slow.State.Evaluations;

        var judged = Judge(Some.Web);

        Assert.Equal(before, slow.State.Evaluations);
        Assert.Equal(1, judged.Tallies[0].Violated);
        var apart = Assert.Single(judged.PutOff);
        Assert.Equal((Some.Web, Lane.Slow), (apart.Key, apart.Lane));
        Assert.Equal((true, false), (apart.Wanted.Includes(slow), apart.Wanted.IsEveryone));

        Assert.Empty(world.Batch.Judge([apart], InlineEvaluation.Instance).PutOff);
        Assert.Equal(before + 1, slow.State.Evaluations);
    }

    [Fact]
    public void A_policy_that_takes_far_too_long_is_not_asked_any_more()
    {
        world.ListsShop();
        var slow = Slow(TimeSpan.FromMilliseconds(400));
        world.Rule(slow);

        for (var run = 0; run < RunTimes.Runs; run++) world.Batch.Judge([new QueuedKey(Some.Web, Wanted.All, Lane.Slow, 0)], InlineEvaluation.Instance);

        Assert.True(slow.State.IsTooCostly);
        Assert.False(slow.State.HasSpentAll);
        Assert.Equal(17, slow.State.Evaluations);
    }

    private Policy Slow(TimeSpan run) => Some.Policy("slow", rules: () => Entry.Each<Deployment>((_, _) => world.Clock.Pass(run)));

    private JudgedBatch Judge(ObjectKey key) => world.Batch.Judge([new QueuedKey(key, Wanted.All, Lane.Change, 0)], InlineEvaluation.Instance);

    private BatchResult Run() => world.Evaluates(Some.Web);
}
