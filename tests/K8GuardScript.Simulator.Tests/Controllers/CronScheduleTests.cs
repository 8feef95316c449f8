using System.Globalization;
using K8GuardScript.Simulator.Controllers;

namespace K8GuardScript.Simulator.Tests.Controllers;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 3 * * *", "2026-01-02T03:00:00", "2026-01-03T03:00:00")]
    [InlineData("*/15 * * * *", "2026-01-02T03:04:05", "2026-01-02T03:15:00")]
    [InlineData("0 0 1 1 *", "2026-01-02T00:00:00", "2027-01-01T00:00:00")]
    [InlineData("30 2 29 2 *", "2026-01-02T00:00:00", "2028-02-29T02:30:00")]
    [InlineData("0 12 * * MON-FRI", "2026-01-02T12:00:00", "2026-01-05T12:00:00")]
    [InlineData("0 0 13 * 7", "2026-01-02T00:00:00", "2026-01-04T00:00:00")]
    [InlineData("5,10 22-23 * JAN *", "2026-01-02T22:10:00", "2026-01-02T23:05:00")]
    [InlineData("@hourly", "2026-01-02T03:59:59", "2026-01-02T04:00:00")]
    public void The_next_time_is_the_first_that_matches(string text, string after, string expected)
    {
        Assert.True(CronSchedule.TryParse(text, out var schedule, out _));
        Assert.Equal(Utc(expected), schedule.After(Utc(after)));
    }

    [Theory]
    [InlineData("not a schedule")]
    [InlineData("60 * * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("* * * FOO *")]
    [InlineData("")]
    public void What_is_no_schedule_is_told(string text)
    {
        Assert.False(CronSchedule.TryParse(text, out _, out var why));
        Assert.NotEmpty(why);
    }

    [Fact]
    public void A_day_that_never_comes_is_never_due()
    {
        Assert.True(CronSchedule.TryParse("0 0 31 2 *", out var schedule, out _));
        Assert.Null(schedule.After(Utc("2026-01-02T00:00:00")));
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
