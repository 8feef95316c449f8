using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Schedules;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Schedules;

/// <summary>What a run does.</summary>
public sealed class ScheduleRunTests : IDisposable
{
    private readonly Nightfall world = new();

    [Fact]
    public async Task Only_what_the_job_listed_and_the_policy_is_for_can_be_wished_for()
    {
        world.Has("dev-1/web", "shop/web", "dev-2/api");
        await NightAsync(job: job =>
        {
            foreach (var d in job.List<Deployment>("dev-*")) job.Do(Act.Stop, d);
            foreach (var d in job.List<Deployment>("dev-1")) job.Do(Act.Stop, d);
        });

        Assert.Equal(["Deployment dev-1/web", "Deployment dev-2/api"], world.Carrier.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_wish_on_something_of_another_run_is_a_fault_and_nothing_is_done()
    {
        world.Has("dev-1/web");
        var stolen = new Deployment[1];
        await NightAsync(job: job =>
        {
            foreach (var d in job.List<Deployment>("dev-*")) job.Do(Act.Stop, stolen[0].Exists ? stolen[0] : stolen[0] = d);
        });
        Assert.Single(world.Carrier.Asked);
        world.World.Lists(Some.Deployments, Nightfall.Deployment("dev-1/web", version: "8"));
        world.Sleeps(job: job => job.Do(Act.Stop, stolen[0]));

        await world.PassesAsync(24);

        Assert.Contains("for something that `job.List` did not give in this run", world.Note(Nightfall.Nights), StringComparison.Ordinal);
        Assert.Equal(["Deployment dev-1/web", "undo Deployment dev-1/web"], world.Carrier.Asked);
    }

    [Fact]
    public async Task A_run_that_wishes_more_than_it_may_does_nothing_and_people_are_told()
    {
        world.Has("dev-1/a", "dev-1/b", "dev-1/c");
        await NightAsync(atMost: 2);

        Assert.Empty(world.Carrier.Asked);
        Assert.Equal("it wishes to change 3 objects and may change 2 (`atMost`): nothing of it is done", world.Note(Nightfall.Nights));
        Assert.Equal(
            ["sleep! schedule `sleep/nights`: it wishes to change 3 objects and may change 2 (`atMost`): nothing of it is done"], world.Messages.Heard);
    }

    [Fact]
    public async Task A_job_that_breaks_wishes_nothing_is_counted_as_a_fault_of_its_policy_and_has_had_its_time()
    {
        world.Has("dev-1/web");
        var policy = await NightAsync(job: job =>
        {
            foreach (var d in job.List<Deployment>("dev-*")) job.Do(Act.Stop, d);
            job.Notify("platform", "good night");
            throw new InvalidOperationException("oh no");
        });
        await world.PassesAsync(0.5);

        Assert.Empty(world.Carrier.Asked);
        Assert.Equal(1, policy.State.Faults);
        Assert.Equal("schedule `nights`: the job failed: oh no", policy.State.LastFault);
        Assert.Single(world.Messages.Heard);
    }

    [Fact]
    public async Task Undoing_a_schedule_that_is_not_there_is_a_fault()
    {
        await NightAsync(job: job => job.Undo("evenings"));

        Assert.Contains("the policy has no schedule `evenings`", world.Note(Nightfall.Nights), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_waits_until_what_it_lists_is_known_and_asks_for_it()
    {
        world.Sleeps();
        await world.LooksAsync();
        world.Clock.Pass(TimeSpan.FromHours(8));

        Assert.True((await world.LooksAsync()).Kinds);
        world.Has("dev-1/web");
        await world.PassesAsync(0.01);

        Assert.Equal(["Deployment dev-1/web"], world.Carrier.Asked);
    }

    [Fact]
    public void What_schedules_list_is_watched_from_the_start() => Assert.Equal([Some.Deployments], world.Sleeps().Reads);

    [Fact]
    public async Task A_kind_that_may_not_be_read_ends_the_run()
    {
        world.World.Objects.Expect(Some.Deployments);
        world.World.Objects.Refused(Some.Deployments, "forbidden");
        await NightAsync();

        Assert.Equal("the guard may not read Deployment", world.Note(Nightfall.Nights));
    }

    [Theory]
    [InlineData("safe", 1)]
    [InlineData("dry-run", 0)]
    public async Task Below_mode_act_a_run_only_says_what_it_would_do(string word, int messages)
    {
        Assert.True(EffectiveMode.TryParse(word, out var mode));
        world.Has("dev-1/web");
        await NightAsync(mode: mode, job: job =>
        {
            Nightfall.StopAll(job);
            job.Notify("platform", "good night");
        });

        Assert.Empty(world.Carrier.Asked);
        Assert.Equal(messages, world.Messages.Heard.Count);
        Assert.Contains(
            $"schedule `sleep/nights` would change 1 objects, such as Deployment dev-1/web; the mode is `{word}`", await world.ToldAsync());
    }

    [Fact]
    public async Task No_more_than_four_wishes_are_carried_out_at_once()
    {
        world.Has([.. Enumerable.Range(0, 60).Select(i => $"dev-{i}/web")]);
        await NightAsync();

        Assert.Equal(60, world.Carrier.Asked.Count);
        Assert.InRange(world.Carrier.MostAtOnce, 1, RunCarrier.AtOnce);
    }

    [Fact]
    public async Task A_wish_that_is_put_off_is_tried_again_and_holds_up_no_other()
    {
        world.Has("dev-1/a", "dev-1/b");
        world.Carrier.Answer = wish => wish.Target.Name == "a" ? new WishReport(WishResult.PutOff, "paused") : null;
        await NightAsync();
        Assert.True(world.Book.State(Nightfall.Nights)!.IsRunning);

        world.Carrier.Answer = _ => null;
        await world.PassesAsync(0.1);

        Assert.Equal("2 changed", world.Note(Nightfall.Nights));
    }

    [Fact]
    public async Task What_is_refused_is_told_once_in_the_summary()
    {
        world.Has("dev-1/a", "dev-1/b");
        world.Carrier.Answer = wish => wish.Target.Name == "a" ? new WishReport(WishResult.Refused, "it is protected") : null;
        await NightAsync();

        Assert.Equal("1 changed, 1 refused (Deployment dev-1/a: it is protected)", world.Note(Nightfall.Nights));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_death_right_after_storing_the_run_loses_and_repeats_nothing(int reached)
    {
        world.Has("dev-1/web");
        world.Sleeps();
        await world.LooksAsync();
        world.Clock.Pass(TimeSpan.FromHours(8));
        for (var death = 0; death < reached; death++)
        {
            world.Guard.DiesAt = FaultPoint.RunStored;
            await Assert.ThrowsAsync<InvalidOperationException>(world.LooksAsync);
            world.Restart();
        }

        await world.LooksAsync();
        await world.PassesAsync(0.1);

        Assert.Equal(["Deployment dev-1/web"], world.Carrier.Asked);
    }

    [Fact]
    public async Task After_a_death_in_the_middle_the_rest_goes_on_and_each_is_done_once()
    {
        world.Has([.. Enumerable.Range(0, 250).Select(i => $"dev-1/web-{i}")]);
        var left = 130;
        world.Carrier.Answer = _ => left-- > 0 ? null : throw new InvalidOperationException("the process ends here");
        await Assert.ThrowsAsync<InvalidOperationException>(() => NightAsync(atMost: 250));
        world.Carrier.Answer = _ => null;
        world.Restart();

        await world.PassesAsync(0.01);

        Assert.Equal("250 changed", world.Note(Nightfall.Nights));
        Assert.Equal(250, world.World.Ledger.Actions().Count);
        Assert.Equal(250, world.World.Ledger.Actions().Select(action => action.Target).Distinct().Count());
        Assert.Empty(world.Book.PagesOf("sleep/nights@2026-11-24T20:00Z"));
    }

    [Fact]
    public async Task While_it_is_not_known_what_came_of_a_wish_it_is_not_repeated()
    {
        world.Has("dev-1/web");
        ActionRecord? open = null;
        world.Carrier.Answer = wish =>
        {
            open = world.Carrier.ActionOf(wish, ActionState.Unknown);
            world.World.Ledger.Commit(() => new LedgerChange { Actions = [open] });
            return new WishReport(WishResult.PutOff, "no answer");
        };
        await NightAsync();
        await world.PassesAsync(0.1);
        Assert.Single(world.Carrier.Asked);

        world.World.Ledger.Commit(() => new LedgerChange { Actions = [open! with { State = ActionState.Done }] });
        await world.PassesAsync(0.1);

        Assert.Single(world.Carrier.Asked);
        Assert.Equal("1 changed", world.Note(Nightfall.Nights));
    }

    [Fact]
    public async Task A_policy_that_goes_in_the_middle_of_a_run_takes_the_rest_with_it()
    {
        world.Has("dev-1/web");
        world.Carrier.Answer = _ => new WishReport(WishResult.PutOff, "paused");
        await NightAsync();
        world.World.Rule();

        await world.PassesAsync(0.1);
        world.Sleeps();
        await world.PassesAsync(0.1);

        Assert.Single(world.Carrier.Asked);
        Assert.Equal("it is not in force any more: what it has not done is left out", world.Note(Nightfall.Nights));
    }

    [Fact]
    public async Task A_policy_that_is_loaded_anew_in_the_middle_of_a_run_goes_on_with_it()
    {
        world.Has("dev-1/web");
        world.Carrier.Answer = _ => new WishReport(WishResult.PutOff, "paused");
        await NightAsync();
        world.Sleeps(atMost: 7, nights: "daily 22:00");
        world.Carrier.Answer = _ => null;

        await world.PassesAsync(0.1);

        Assert.Equal("1 changed", world.Note(Nightfall.Nights));
    }

    private async Task<Policy> NightAsync(int atMost = 100, Mode mode = Mode.Act, Action<ScheduleJob>? job = null)
    {
        var policy = world.Sleeps(atMost, mode: mode, job: job);
        await world.LooksAsync();
        await world.PassesAsync(8);
        return policy;
    }

    public void Dispose() => world.Dispose();
}
