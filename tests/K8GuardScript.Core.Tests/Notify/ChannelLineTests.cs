using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class ChannelLineTests
{
    private readonly ManualTime clock = new();

    [Fact]
    public void Pauses_grow_from_five_seconds_to_a_quarter_of_an_hour_and_are_spread()
    {
        var pauses = Enumerable.Range(1, 200).Select(seed =>
        {
            var line = new ChannelLine(clock, new Random(seed));
            return Enumerable.Range(0, 12).Select(_ => line.Failed(null) - Some.Noon).ToList();
        }).ToList();

        Assert.All(pauses.SelectMany(all => all), pause => Assert.InRange(pause, ChannelLine.Shortest, ChannelLine.Longest));
        Assert.All(pauses, all => Assert.InRange(all[0], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)));
        Assert.InRange(pauses.Max(all => all[^1]), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.InRange(pauses.Min(all => all[^1]), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3600, true)]
    [InlineData(1_000_000, true)]
    public void What_the_other_side_asks_for_is_obeyed_where_it_is_longer_and_no_longer_than_a_day(int seconds, bool isLonger)
    {
        var next = new ChannelLine(clock, new Random(1)).Failed(TimeSpan.FromSeconds(seconds)) - Some.Noon;

        Assert.Equal(isLonger, next > TimeSpan.FromMinutes(1));
        Assert.InRange(next, ChannelLine.Shortest, TimeSpan.FromHours(24));
    }

    [Fact]
    public void After_a_burst_there_is_one_for_each_while_and_nobody_hurries_a_printer()
    {
        var line = new ChannelLine(clock, new Random(1));
        for (var i = 0; i < ChannelLine.Burst; i++) Spend(line);

        Assert.False(line.IsOpen(isPaced: true));
        Assert.True(line.IsOpen(isPaced: false));
        clock.Pass(ChannelLine.Pace);
        Spend(line);
        Assert.False(line.IsOpen(isPaced: true));
    }

    [Fact]
    public void An_instant_that_another_clock_noted_holds_nobody_up()
    {
        var line = new ChannelLine(clock, new Random(1));

        line.Resume(new OutboxEntry("1", "m", "c", Some.Noon, Some.Noon.AddYears(1), 3, "{}"));
        Assert.True(line.IsOpen(isPaced: true));
        line.Resume(new OutboxEntry("1", "m", "c", Some.Noon, Some.Noon.AddMinutes(15), 3, "{}"));
        Assert.False(line.IsOpen(isPaced: true));
    }

    private static void Spend(ChannelLine line)
    {
        Assert.True(line.IsOpen(isPaced: true));
        line.Spend();
    }
}
