namespace K8GuardScript.Tests.Worker.Clocks;

/// <summary>The whole worker in the nights in which Berlin's clocks are put forward and back: an hour stays an hour.</summary>
public sealed class SummerTimeTests
{
    // in local time; what looks twice at a minute, or never, is what these nights are about
    private const string Window = """windows: [{ from: "02:00", to: "03:00" }]""";
    private const string Nights = """
        Schedule("nights", "30 2 * * *", "Europe/Berlin", job =>
        {
            foreach (var d in job.List<Deployment>("shop"))
                if (d.Metadata.Name == "sleeper") job.Do(Act.Stop, d);
        }, 5);
        """;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task When_clocks_are_put_forward_an_hour_passes_a_skipped_window_never_opens_and_a_skipped_run_comes_once()
    {
        // 01:20; at 02:00 it is 03:00
        var start = new DateTimeOffset(2027, 3, 28, 0, 20, 0, TimeSpan.Zero);
        await using var world = await StartAsync(start);
        world.Machine.Pass(30 * Minute);
        await world.LooksAsync();
        Assert.Equal(3, world.Replicas("sleeper"));

        world.Machine.Pass(12 * Minute);
        await world.UntilAsync(() => world.Acted("sleeper").Count == 1);
        Assert.InRange(world.Acted("sleeper")[0], start.AddMinutes(40), world.Machine.Truth);
        world.Deploy("sleeper", "good/app:1");
        world.Machine.Pass(60 * Minute);
        await world.LooksAsync();
        Assert.Equal((3, 3), (world.Replicas("due"), world.Replicas("sleeper")));

        // the next night's window opens at 02:00, which is an hour earlier than it would have been
        world.Machine.Pass(start.AddDays(1).AddMinutes(-15) - world.Machine.Truth);
        await world.UntilAsync(() => world.Acted("due").Count == 1);
        Assert.Equal(3, world.Replicas("sleeper"));
        Assert.Null(world.Clock.Trouble);
    }

    [Fact]
    public async Task When_clocks_are_put_back_an_hour_passes_a_window_opens_twice_and_a_run_comes_once()
    {
        // 02:20; at 03:00 it is 02:00 again
        var start = new DateTimeOffset(2027, 10, 31, 0, 20, 0, TimeSpan.Zero);
        await using var world = await StartAsync(start);
        world.Machine.Pass(12 * Minute);
        await world.UntilAsync(() => world.Acted("sleeper").Count == 1);
        world.Deploy("sleeper", "good/app:1");

        world.Machine.Pass(30 * Minute);
        await world.LooksAsync();
        Assert.Equal(3, world.Replicas("due"));

        // 02:32 for the second time
        world.Machine.Pass(30 * Minute);
        await world.UntilAsync(() => world.Acted("due").Count == 1);
        await world.LooksAsync();
        Assert.InRange(world.Acted("due")[0], start.AddHours(1), world.Machine.Truth);
        Assert.Equal((3, 1), (world.Replicas("sleeper"), world.Acted("sleeper").Count));
        Assert.Null(world.Clock.Trouble);
    }

    private static async Task<ClockWorld> StartAsync(DateTimeOffset start)
    {
        var world = await ClockWorld.StartAsync(start, Window, Nights);
        world.Deploy("sleeper", "good/app:1");
        world.Deploy("due");
        await world.UntilAsync(() => world.IsWarned("due"));
        return world;
    }
}
