using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class WakeUpsTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();
    [Fact]
    public void A_verdict_of_another_policy_does_not_put_off_an_instant()
    {
        var ages = Some.Policy("ages", rules: () => Entry.Each<Deployment>((_, _) => Entry.OlderThan(Some.Noon, Entry.Hours(5))));
        var other = Some.Policy("other", rules: () => Entry.Each<Deployment>((_, _) => { }));
        world.Rule(ages, other);
        world.ListsShop();
        world.Evaluates(Some.Web);
        world.Batch.Record(world.Batch.Judge([new QueuedKey(Some.Web, Wanted.Only("other"), Lane.Change, 0)], InlineEvaluation.Instance));
        world.Waiting();

        world.Clock.Pass(TimeSpan.FromHours(5));

        var queued = Assert.Single(world.Taken());
        Assert.Equal((true, false), (queued.Wanted.Includes(ages), queued.Wanted.Includes(other)));
    }

    [Fact]
    public void An_instant_that_passes_before_the_verdict_is_recorded_wakes_at_once()
    {
        FollowsAge();
        var judged = world.Batch.Judge([new QueuedKey(Some.Web, Wanted.All, Lane.Change, 0)], InlineEvaluation.Instance);
        world.Waiting();
        world.Clock.Pass(TimeSpan.FromHours(6));

        world.Batch.Record(judged);

        Assert.Equal(["web"], world.Waiting());
    }

    [Fact]
    public void An_object_is_judged_again_at_the_instant_at_which_time_changes_the_verdict()
    {
        world.Follows(() => Entry.Each<Deployment>((d, found) =>
        {
            if (Entry.OlderThan(Some.Noon, Entry.Hours(5))) found.Violation(d, "old");
        }));
        Assert.Equal("passed", world.VerdictOn(Some.Web).Word());
        world.Waiting();

        world.Clock.Pass(TimeSpan.FromHours(5) - TimeSpan.FromTicks(1));
        Assert.Empty(world.Waiting());

        world.Clock.Pass(TimeSpan.FromTicks(1));
        Assert.Equal(["web"], world.Waiting());
        Assert.Equal("violated", world.VerdictOn(Some.Web).Word());

        world.Clock.Pass(TimeSpan.FromDays(400));
        Assert.Empty(world.Waiting());
    }

    [Fact]
    public void A_wall_clock_that_is_set_back_wakes_an_object_when_it_gets_there_again()
    {
        FollowsAge();
        world.VerdictOn(Some.Web);
        world.Waiting();

        world.Clock.Pass(TimeSpan.FromHours(4));
        world.Clock.Set(by: -TimeSpan.FromHours(3));
        world.Clock.Pass(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        Assert.Empty(world.Waiting());

        world.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["web"], world.Waiting());
        Assert.Equal("violated", world.VerdictOn(Some.Web).Word());
    }

    [Fact]
    public void A_wall_clock_that_is_set_ahead_wakes_within_a_minute()
    {
        FollowsAge();
        world.VerdictOn(Some.Web);
        world.Waiting();

        world.Clock.Set(by: TimeSpan.FromHours(6));
        world.Clock.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(["web"], world.Waiting());
    }

    [Fact]
    public void A_verdict_after_the_clock_was_set_back_waits_for_its_instant_again()
    {
        FollowsAge();
        world.Clock.Pass(TimeSpan.FromHours(6));
        Assert.Equal("violated", world.VerdictOn(Some.Web).Word());
        world.Waiting();

        world.Clock.Set(by: -TimeSpan.FromHours(2));
        Assert.Equal("passed", world.VerdictOn(Some.Web).Word());
        world.Clock.Pass(TimeSpan.FromHours(1));

        Assert.Equal(["web"], world.Waiting());
    }

    [Fact]
    public void An_object_that_went_is_not_woken()
    {
        world.Follows(() => Entry.Each<Deployment>((_, _) => Entry.OlderThan(Some.Noon, Entry.Hours(5))));
        world.VerdictOn(Some.Web);
        world.Objects.Deleted(Some.Deployments, Some.DeploymentManifest(version: "101").Utf8());
        world.Evaluates(Some.Web);
        world.Waiting();

        world.Clock.Pass(TimeSpan.FromDays(1));

        Assert.Empty(world.Waiting());
    }

    private void FollowsAge() => world.Follows(() => Entry.Each<Deployment>((d, found) =>
    {
        if (Entry.OlderThan(Some.Noon, Entry.Hours(5))) found.Violation(d, "old");
    }));
}
