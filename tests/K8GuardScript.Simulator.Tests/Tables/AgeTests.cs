using K8GuardScript.Simulator.Tables;

namespace K8GuardScript.Simulator.Tests.Tables;

public sealed class AgeTests
{
    [Theory]
    [InlineData(-5, "<invalid>")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(125, "2m5s")]
    [InlineData(600, "10m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((3 * 3600) + 60, "3h1m")]
    [InlineData(9 * 3600, "9h")]
    [InlineData(2 * 86400, "2d")]
    [InlineData((2 * 86400) + 3600, "2d1h")]
    [InlineData(9 * 86400, "9d")]
    [InlineData(3 * 365 * 86400, "3y")]
    public void An_age_is_told_in_two_units_at_most(int seconds, string text) =>
        Assert.Equal(text, Age.Text(TimeSpan.FromSeconds(seconds)));
}
