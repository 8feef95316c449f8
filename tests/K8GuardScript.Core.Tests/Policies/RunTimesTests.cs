using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Policies;

public sealed class RunTimesTests
{
    private readonly RunTimes times = new();

    [Fact]
    public void What_is_quick_stays_quick()
    {
        for (var run = 0; run < 1000; run++) times.Add(1, TimeSpan.FromMilliseconds(9));

        Assert.Equal((Pace.Quick, TimeSpan.FromMilliseconds(9)), (times.Pace, times.Mean));
    }

    [Fact]
    public void One_run_alone_says_nothing_however_long_the_machine_stood_still()
    {
        times.Add(1, TimeSpan.FromMinutes(5));

        Assert.Equal(Pace.Quick, times.Pace);
    }

    [Fact]
    public void What_takes_more_than_its_budget_is_slowed_and_is_quick_again_by_itself()
    {
        for (var run = 0; run < RunTimes.Runs; run++) times.Add(1, TimeSpan.FromMilliseconds(11));
        Assert.Equal(Pace.Slowed, times.Pace);

        // not at once below the budget, or it would go to and fro
        times.Add(16, TimeSpan.Zero);
        Assert.Equal(Pace.Slowed, times.Pace);

        times.Add(RunTimes.Runs, TimeSpan.FromMilliseconds(1));
        Assert.Equal(Pace.Quick, times.Pace);
    }

    [Fact]
    public void What_takes_far_more_than_its_budget_is_too_slow()
    {
        times.Add(RunTimes.Runs, TimeSpan.FromMilliseconds(101) * RunTimes.Runs);

        Assert.Equal(Pace.TooSlow, times.Pace);
    }

    [Fact]
    public void What_lies_more_runs_back_is_forgotten()
    {
        times.Add(RunTimes.Runs, TimeSpan.FromMilliseconds(50) * RunTimes.Runs);
        times.Add(RunTimes.Runs - 1, TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromMicroseconds(50_000 / RunTimes.Runs), times.Mean);

        times.Add(1, TimeSpan.Zero);

        Assert.Equal(TimeSpan.Zero, times.Mean);
    }
}
