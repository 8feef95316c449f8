using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Tests.Show;

public sealed class HappeningSummaryTests : IDisposable
{
    private readonly ManualTime clock = new();
    private readonly HappeningLog log;
    private readonly HappeningSummary summary;
    private int ends;

    public HappeningSummaryTests()
    {
        log = new HappeningLog(clock);
        summary = new HappeningSummary(log, clock);
    }

    public void Dispose() => summary.Dispose();

    [Fact]
    public async Task Few_are_told_one_by_one_at_once()
    {
        Find(HappeningSummary.MostInASecond);

        Assert.Equal(HappeningSummary.MostInASecond, (await ToldAsync()).Count);
        Assert.Contains(await ToldAsync(), told => told == new Happening(3, Some.Noon, HappeningKind.Opened, "web: no 2", "p", Some.Web));
    }

    [Fact]
    public async Task The_rest_of_very_many_is_one_line_for_each_policy_and_nothing_is_lost()
    {
        Find(HappeningSummary.MostInASecond + 4_711);
        Find(2, "a");
        Assert.Equal(HappeningSummary.MostInASecond, (await ToldAsync()).Count);

        clock.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(
            ["policy `a`: 2 more violations found, for example web: no 0", "policy `p`: 4,711 more violations found, for example web: no 50"],
            (await ToldAsync()).Skip(HappeningSummary.MostInASecond).Select(told => told.Text));
    }

    [Fact]
    public async Task A_sum_of_one_is_that_one()
    {
        Find(HappeningSummary.MostInASecond + 1);
        clock.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal("web: no 50", (await ToldAsync())[^1].Text);
    }

    [Fact]
    public async Task While_it_goes_on_the_sum_is_told_now_and_then()
    {
        for (var second = 0; second < 25; second++)
        {
            Find(1_000);
            clock.Pass(TimeSpan.FromSeconds(1));
        }

        var sums = (await ToldAsync()).Skip(HappeningSummary.MostInASecond).ToList();
        Assert.Equal(2, sums.Count);
        Assert.StartsWith("policy `p`: 9,950 more", sums[0].Text, StringComparison.Ordinal);

        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.StartsWith("policy `p`: 5,000 more", (await ToldAsync())[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Afterwards_few_are_told_one_by_one_again()
    {
        Find(100);
        clock.Pass(TimeSpan.FromSeconds(3));
        Find(1);

        Assert.Equal("web: no 0", (await ToldAsync())[^1].Text);
    }

    [Fact]
    public async Task What_is_over_is_summed_apart_from_what_was_found()
    {
        Find(HappeningSummary.MostInASecond);
        Find(3);
        for (var i = 0; i < 3; i++) summary.Tell(HappeningKind.Resolved, "web: no longer: it", "p", Some.Web);
        summary.Dispose();

        Assert.Equal(
            [
                (HappeningKind.Opened, "policy `p`: 3 more violations found, for example web: no 0"),
                (HappeningKind.Resolved, "policy `p`: 3 more violations are over, for example web: no longer: it"),
            ],
            (await ToldAsync()).Skip(HappeningSummary.MostInASecond).Select(told => (told.Kind, told.Text)).OrderBy(told => told.Kind));
    }

    private void Find(int count, string policy = "p")
    {
        for (var i = 0; i < count; i++) summary.Tell(HappeningKind.Opened, $"web: no {i}", policy, Some.Web);
    }

    private async Task<List<Happening>> ToldAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        log.Tell(HappeningKind.Program, "end");
        var told = new List<Happening>();
        await foreach (var one in log.ListenAsync(0, stop.Token))
        {
            if (one.Kind != HappeningKind.Program) told.Add(one);
            else if (one.Id == told.Count + 1 + ends) break;
        }

        ends++;
        return told;
    }
}
