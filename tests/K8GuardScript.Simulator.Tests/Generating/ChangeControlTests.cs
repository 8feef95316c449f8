namespace K8GuardScript.Simulator.Tests.Generating;

public sealed class ChangeControlTests
{
    [Fact]
    public async Task A_rate_makes_as_many_changes_as_its_time_asks_for_and_stops_at_its_count()
    {
        var clock = new ManualClock();
        await using var api = await StartAsync(clock);
        Assert.Equal(200, (await api.PostAsync("/changes", """{"perSecond": 100, "count": 30}""")).Status);

        await PassAsync(api, clock, made: 30);

        var told = (await api.GetAsync("/changes?latest=5")).Body;
        Assert.Equal((30, 0), ((int)told["made"]!, (int)told["perSecond"]!));
        Assert.Equal(5, told["latest"]!.AsArray().Count);
        Assert.All(told["latest"]!.AsArray(), change => Assert.Equal(clock.GetUtcNow().Date, ((DateTimeOffset)change!["at"]!).Date));
    }

    [Fact]
    public async Task Watches_see_the_changes()
    {
        var clock = new ManualClock();
        await using var api = await StartAsync(clock);
        using var watch = await api.WatchAsync($"/api/v1/pods?watch=1&resourceVersion={(await api.GetAsync("/api/v1/pods")).Version}");
        await api.PostAsync("/changes", """{"perSecond": 100, "count": 30}""");

        await PassAsync(api, clock, made: 30);

        Assert.StartsWith("MODIFIED ", await watch.NextTitleAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}x")]
    [InlineData("""{"perSecond": -1}""")]
    [InlineData("""{"perSecond": 1000000000}""")]
    [InlineData("""{"perSecond": "fast"}""")]
    [InlineData("""{"perSecond": 5, "count": -2}""")]
    [InlineData("""{"persecond": 5, "rate": 2}""")]
    [InlineData("null")]
    public async Task A_rate_that_makes_no_sense_is_400(string body)
    {
        await using var api = await StartAsync(new ManualClock());

        var answer = await api.PostAsync("/changes", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains("perSecond", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_such_path_where_nothing_is_made_up()
    {
        await using var api = await ApiCaller.StartAsync();

        Assert.Equal(404, (await api.GetAsync("/changes")).Status);
    }

    private static Task<ApiCaller> StartAsync(ManualClock clock) =>
        ApiCaller.StartAsync(new SimulatorOptions { Clock = clock, Generated = new GeneratedObjects { Count = 300 } });

    private static async Task PassAsync(ApiCaller api, ManualClock clock, int made)
    {
        // the loop follows its clock, and that alone: each step lets it take another turn
        while ((int)(await api.GetAsync("/changes")).Body["made"]! < made) clock.Advance(TimeSpan.FromMilliseconds(10));
    }
}
