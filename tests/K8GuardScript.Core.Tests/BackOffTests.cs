namespace K8GuardScript.Core.Tests;

public sealed class BackOffTests
{
    private readonly ManualTime clock = new();
    private readonly BackOff<string> backOff;

    public BackOffTests() => backOff = new BackOff<string>(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), clock);

    [Fact]
    public void The_pause_doubles_up_to_the_most()
    {
        foreach (var seconds in new[] { 2, 4, 8, 10, 10 })
        {
            backOff.Failed("a");
            clock.Pass(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.False(backOff.Allows("a"));
            clock.Pass(TimeSpan.FromTicks(1));
            Assert.True(backOff.Allows("a"));
        }
    }

    [Fact]
    public void A_hundred_failures_pause_no_longer_than_the_most()
    {
        for (var i = 0; i < 100; i++) backOff.Failed("a");
        clock.Pass(TimeSpan.FromSeconds(10));

        Assert.True(backOff.Allows("a"));
    }

    [Fact]
    public void Success_starts_over_and_other_keys_do_not_matter()
    {
        backOff.Failed("a");
        backOff.Failed("a");
        Assert.True(backOff.Allows("b"));

        backOff.Succeeded("a");
        Assert.True(backOff.Allows("a"));
        backOff.Failed("a");
        clock.Pass(TimeSpan.FromSeconds(2));
        Assert.True(backOff.Allows("a"));
    }
}
