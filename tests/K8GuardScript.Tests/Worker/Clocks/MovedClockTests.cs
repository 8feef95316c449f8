using K8GuardScript.Core.Record;

namespace K8GuardScript.Tests.Worker.Clocks;

/// <summary>The whole worker on a machine whose clock is set, or which sleeps.</summary>
public sealed class MovedClockTests
{
    private static readonly DateTimeOffset Start = new(2027, 2, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(365)]
    [InlineData(-1)]
    public async Task While_the_clock_is_set_wrong_nothing_is_told_done_or_ended_and_then_what_is_due_is(int days)
    {
        await using var world = await WithOneWarnedAsync();

        world.Machine.Set(TimeSpan.FromDays(days));
        await world.UntilAsync(() => world.Clock.Trouble is not null);
        world.Deploy("late");

        // by true time the action is due now, and the exemption has ended
        world.Machine.Pass(2 * Hour);
        await AssertHeldAsync(world);

        world.Machine.Set(TimeSpan.FromDays(-days));
        await AssertGoesOnAsync(world, since: Start + (2 * Hour));
    }

    [Fact]
    public async Task After_eight_hours_of_sleep_nothing_comes_before_the_server_has_said_how_late_it_is()
    {
        await using var world = await WithOneWarnedAsync();

        world.Dates.AreSwallowed = true;
        world.Machine.Sleep(8 * Hour);
        await world.UntilAsync(() => world.Clock.Trouble is not null);
        world.Deploy("late");
        await AssertHeldAsync(world);

        world.Dates.AreSwallowed = false;
        await AssertGoesOnAsync(world, since: Start + (8 * Hour));
    }

    private static async Task<ClockWorld> WithOneWarnedAsync()
    {
        var world = await ClockWorld.StartAsync(Start);
        world.Deploy("due");
        world.Deploy("covered");
        await world.UntilAsync(() => world.IsWarned("due") && world.Episode("covered")?.State == EpisodeState.Exempt);
        return world;
    }

    private static async Task AssertHeldAsync(ClockWorld world)
    {
        await world.UntilAsync(() => world.Episode("late") is not null);
        await world.LooksAsync();
        Assert.NotNull(world.Clock.Trouble);
        Assert.Equal((1, 0, 0), (world.Inbox.About("due"), world.Inbox.About("late"), world.Inbox.About("covered")));
        Assert.Equal((3, 3), (world.Replicas("due"), world.Replicas("covered")));
        Assert.Equal(EpisodeState.Exempt, world.Episode("covered")!.State);
    }

    private static async Task AssertGoesOnAsync(ClockWorld world, DateTimeOffset since)
    {
        await world.UntilAsync(() => world.Acted("due").Count == 1 && world.IsWarned("late") && world.IsWarned("covered"));
        await world.LooksAsync();
        Assert.Null(world.Clock.Trouble);
        Assert.Equal((0, 3, 3), (world.Replicas("due"), world.Replicas("late"), world.Replicas("covered")));
        Assert.InRange(world.Acted("due")[0], since, world.Machine.Truth);

        world.Machine.Pass(Hour);
        await world.UntilAsync(() => world.Acted("late").Count == 1 && world.Acted("covered").Count == 1);
        Assert.InRange(world.Acted("late")[0], since + Hour, world.Machine.Truth);
        Assert.Single(world.Acted("due"));
    }
}
