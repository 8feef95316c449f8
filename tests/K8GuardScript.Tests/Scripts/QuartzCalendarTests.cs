using System.Globalization;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed class QuartzCalendarTests
{
    private readonly QuartzCalendar calendar = new();

    [Theory]
    [InlineData("0 20 * * MON-FRI", "UTC", "2026-11-27T20:00Z", "2026-11-30T20:00Z")]
    [InlineData("0 20 * * *", "Europe/Berlin", "2026-07-01T00:00Z", "2026-07-01T18:00Z")]
    [InlineData("0 20 * * *", "Europe/Berlin", "2026-12-01T00:00Z", "2026-12-01T19:00Z")]
    [InlineData("0 0 L * *", "UTC", "2026-02-01T00:00Z", "2026-02-28T00:00Z")]
    [InlineData("0 9 * * 5#3", "UTC", "2026-11-01T00:00Z", "2026-11-20T09:00Z")]
    public void The_next_time_is_that_of_the_zone(string cron, string zone, string after, string next) =>
        Assert.Equal(At(next), calendar.Of(cron, zone).After(At(after)));

    [Fact]
    public void A_time_in_the_gap_of_summer_time_comes_once_right_after_it()
    {
        // Europe/Berlin: 02:00 CET becomes 03:00 CEST on 29 March 2026
        var plan = calendar.Of("30 2 * * *", "Europe/Berlin");

        Assert.Equal(["2026-03-28T01:30Z", "2026-03-29T01:00Z", "2026-03-30T00:30Z"], Times(plan, "2026-03-27T12:00Z", 3));
    }

    [Fact]
    public void A_time_that_the_clock_shows_twice_comes_once()
    {
        // Europe/Berlin: 03:00 CEST becomes 02:00 CET on 25 October 2026
        var plan = calendar.Of("30 2 * * *", "Europe/Berlin");

        Assert.Equal(["2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z"], Times(plan, "2026-10-23T12:00Z", 3));
    }

    [Theory]
    [InlineData("30 2 * * *", "2026-03-27T12:00Z", 6)]
    [InlineData("30 2 * * *", "2026-10-22T12:00Z", 6)]
    [InlineData("*/30 * * * *", "2026-10-24T22:00Z", 12)]
    [InlineData("0 20 * * MON-FRI", "2026-10-22T12:00Z", 8)]
    public void The_last_time_until_an_instant_is_the_one_that_was_next_before(string cron, string from, int count)
    {
        var plan = calendar.Of(cron, "Europe/Berlin");
        for (var (at, i) = (plan.After(At(from))!.Value, 0); i < count; i++)
        {
            var next = plan.After(at)!.Value;
            Assert.Equal(at, plan.LastUntil(at));
            Assert.Equal(at, plan.LastUntil(next.AddMilliseconds(-1)));
            Assert.Equal(next, plan.LastUntil(next));
            at = next;
        }
    }

    [Theory]
    [InlineData("0 0 31 2 *", "UTC", "it names a day that no month has")]
    [InlineData("0 0 20 * * *", "UTC", "")]
    [InlineData("@reboot", "UTC", "")]
    [InlineData("0 20 * *", "UTC", "")]
    [InlineData("0 20 * * *", "Europe/Berlim", "there is no time zone `Europe/Berlim`")]
    [InlineData("0 20 * * *", "", "there is no time zone")]
    public void What_never_comes_or_says_nothing_is_refused(string cron, string zone, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => calendar.Of(cron, zone)).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Times(Core.Schedules.ISchedulePlan plan, string from, int count)
    {
        var at = At(from);
        for (var i = 0; i < count; i++)
        {
            at = plan.After(at)!.Value;
            yield return at.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        }
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
