using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Schedules;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Core.Tests.Schedules;

/// <summary>When runs begin.</summary>
public sealed class CatchUpTests : IDisposable
{
    private readonly Nightfall world = new();

    public CatchUpTests()
    {
        world.Has("dev-1/web");
        world.Sleeps();
    }

    [Fact]
    public async Task A_schedule_runs_at_its_time_and_once()
    {
        await world.LooksAsync();
        await world.PassesAsync(7.999);
        Assert.Empty(world.Carrier.Asked);

        await world.PassesAsync(0.001);
        await world.PassesAsync(0.01);

        Assert.Equal(["Deployment dev-1/web"], world.Carrier.Asked);
        Assert.Equal("1 changed", world.Note(Nightfall.Nights));
    }

    [Fact]
    public async Task A_new_schedule_never_catches_up()
    {
        world.Clock.Pass(TimeSpan.FromHours(8));

        await world.LooksAsync();
        await world.PassesAsync(1);

        Assert.Empty(world.Carrier.Asked);
    }

    [Fact]
    public async Task Times_missed_while_the_guard_was_down_are_caught_up_on_once_for_the_latest_and_people_are_told()
    {
        world.Sleeps(nights: "daily 13:00");
        await world.LooksAsync();
        world.Clock.Pass(TimeSpan.FromDays(3) + TimeSpan.FromHours(3));
        world.Restart();

        await world.LooksAsync();
        await world.LooksAsync();

        Assert.Equal(["Deployment dev-1/web"], world.Carrier.Asked);
        Assert.Equal("sleep/nights@2026-11-27T13:00Z", world.Book.State(Nightfall.Nights)!.Run!.Id);
        Assert.Contains(
            "schedule `sleep/nights` catches up on its time of 2026-11-27 13:00:00Z; 3 earlier times passed as well, and are left out",
            await world.ToldAsync());
    }

    [Fact]
    public async Task Nights_that_were_slept_through_are_not_caught_up_on_once_their_morning_has_come()
    {
        await world.LooksAsync();
        world.Clock.Pass(TimeSpan.FromHours(21));
        world.Restart();

        await world.LooksAsync();
        await world.PassesAsync(1);

        Assert.Empty(world.Carrier.Asked);
        Assert.Contains(
            await world.ToldAsync(),
            told => told.StartsWith("schedule `sleep/nights` missed its time of 2026-11-24 20:00:00Z", StringComparison.Ordinal));
        await world.PassesAsync(11);
        Assert.Equal(["Deployment dev-1/web"], world.Carrier.Asked);
    }

    [Theory]
    [InlineData("clock")]
    [InlineData("lease")]
    [InlineData("standby")]
    public async Task What_was_missed_while_it_was_held_is_caught_up_on_once(string held)
    {
        await world.LooksAsync();
        world.Guard.Trouble = held == "clock" ? "two clocks" : null;
        world.Guard.WhyNot = held == "lease" ? "no lease" : null;
        world.Guard.IsStandby = held == "standby";
        await world.PassesAsync(9);
        Assert.Empty(world.Carrier.Asked);

        (world.Guard.Trouble, world.Guard.WhyNot, world.Guard.IsStandby) = (null, null, false);
        await world.PassesAsync(0.1);
        await world.PassesAsync(0.1);

        Assert.Equal(["Deployment dev-1/web"], world.Carrier.Asked);
        Assert.Contains("schedule `sleep/nights` catches up on its time of 2026-11-24 20:00:00Z", await world.ToldAsync());
    }

    [Fact]
    public async Task Another_time_of_day_begins_to_count_when_it_is_seen()
    {
        await world.LooksAsync();
        world.Clock.Pass(TimeSpan.FromHours(2));
        world.Sleeps(nights: "daily 13:00");

        await world.LooksAsync();
        await world.PassesAsync(8);
        Assert.Empty(world.Carrier.Asked);

        await world.PassesAsync(16);
        Assert.Single(world.Carrier.Asked);
    }

    [Fact]
    public async Task A_schedule_that_was_away_is_as_new_and_can_still_be_undone()
    {
        await world.LooksAsync();
        await world.PassesAsync(8);
        world.World.Rule();
        await world.PassesAsync(1);
        world.Sleeps(nights: "daily 21:00");
        await world.PassesAsync(1);
        Assert.Equal(["Deployment dev-1/web"], world.Carrier.Asked);

        await world.PassesAsync(9);

        Assert.Equal(["Deployment dev-1/web", "undo Deployment dev-1/web"], world.Carrier.Asked);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_repeats_nothing()
    {
        await world.LooksAsync();
        await world.PassesAsync(8);
        world.Clock.Set(TimeSpan.FromHours(-2));
        await world.LooksAsync();

        await world.PassesAsync(2);

        Assert.Single(world.Carrier.Asked);
    }

    [Fact]
    public async Task A_clock_that_was_a_year_ahead_silences_no_schedule_for_a_year()
    {
        world.Clock.Set(TimeSpan.FromDays(365));
        await world.LooksAsync();
        await world.PassesAsync(8);
        world.Clock.Set(TimeSpan.FromDays(-365));
        await world.PassesAsync(1);
        world.Carrier.Asked.Clear();

        await world.PassesAsync(23);

        Assert.Equal(["undo Deployment dev-1/web", "Deployment dev-1/web"], world.Carrier.Asked);
    }

    [Fact]
    public async Task At_one_instant_policies_and_schedules_run_in_the_order_of_their_names()
    {
        void Two() => Array.ForEach(["b", "a"], name => Entry.Schedule(name, "daily 20:00", "UTC", job => job.Notify("c", name), 1));
        world.World.Rule(
            Nightfall.Scheduled(Mode.Act, Two, "second"), Nightfall.Scheduled(Mode.Act, Two, "first"));
        await world.LooksAsync();

        await world.PassesAsync(8);

        var ran = world.World.Store.Saved.SelectMany(change => change.Facts)
            .Where(fact => fact.Value?.Contains("\"Begun\"", StringComparison.Ordinal) == true).Select(fact => fact.Key);
        Assert.Equal(["schedule/first/a", "schedule/first/b", "schedule/second/a", "schedule/second/b"], ran);
    }

    [Fact]
    public async Task A_run_that_is_still_at_it_is_not_joined_by_the_next_one_which_comes_once_it_has_ended()
    {
        await world.LooksAsync();
        world.Carrier.Answer = _ => new WishReport(WishResult.PutOff, "paused");
        world.Sleeps(nights: "daily 20:00");
        await world.PassesAsync(8);
        Assert.True(world.Book.State(Nightfall.Nights)!.IsRunning);

        // an hour is all that a run gets
        await world.PassesAsync(1.1);

        Assert.Equal("1 not done", world.Note(Nightfall.Nights));
        Assert.False(world.Book.State(Nightfall.Nights)!.IsRunning);
    }

    [Fact]
    public void What_is_remembered_reads_as_it_was_written()
    {
        var store = new MemoryLedgerStore();
        using var other = new Nightfall(store);
        var state = new ScheduleState
        {
            KnownSince = Some.Noon,
            Cron = "c",
            TimeZone = "UTC",
            Seen = Some.Noon.AddHours(1),
            Undoable = "r",
            Run = new ScheduleRun("r", Some.Noon, Some.Noon, RunPhase.Wished) { Wishes = 3 },
        };

        other.Book.Put(Nightfall.Nights, state);

        Assert.Equal(state, other.Book.State(Nightfall.Nights));
        Assert.Equal(state, other.Book.All()[Nightfall.Nights]);
    }

    public void Dispose() => world.Dispose();
}
