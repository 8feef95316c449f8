using System.Net;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Http;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Tests.Http;

[Collection(nameof(ServedGuard))]
public sealed class ReportPageTests(ServedGuard guard)
{
    [Fact]
    public async Task A_pause_stands_on_top_with_its_reason_as_it_was_given()
    {
        var killSwitch = guard.Services.GetRequiredService<KillSwitch>();
        killSwitch.Pause("ada", "<b>looking</b>");
        try
        {
            var page = await guard.TextAsync("/");

            Assert.Contains("paused, no action is taken: paused by ada since", page, StringComparison.Ordinal);
            Assert.Contains(WebUtility.HtmlEncode("<b>looking</b>"), page, StringComparison.Ordinal);
            Assert.True(page.IndexOf("paused by ada", StringComparison.Ordinal) < page.IndexOf("<h2>", StringComparison.Ordinal));
        }
        finally
        {
            killSwitch.Resume("ada");
        }

        Assert.DoesNotContain("paused", await guard.TextAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_keeps_the_guard_from_acting_has_a_line()
    {
        BreakerAnswer[] tripped = [new("one", Some.Noon, "9 of 10"), new("two", Some.Noon, "all"), new("three", Some.Noon, "all")];

        var lines = PageTexts.Holds(new GuardStateAnswer(
            "", "act", null, false, "another one leads", "two clocks disagree", null, tripped, new Dictionary<string, int>(), 0));

        Assert.Equal(
            [
                "so many breakers tripped that every policy only warns",
                "the breaker of policy one tripped, so that it only warns: 9 of 10",
                "the breaker of policy two tripped, so that it only warns: all",
                "the breaker of policy three tripped, so that it only warns: all",
                "this instance does not act: another one leads",
                "the time is not trusted, so that nothing is told or done: two clocks disagree",
            ],
            lines);
    }

    [Theory]
    [InlineData(0, "12:00:00 UTC")]
    [InlineData(11, "23:00:00 UTC")]
    [InlineData(12, "2026-11-25 00:00:00 UTC")]
    [InlineData(24, "2026-11-25 12:00:00 UTC")]
    [InlineData(-24, "2026-11-23 12:00:00 UTC")]
    public void A_time_of_another_day_has_its_date(int hours, string expected) =>
        Assert.Equal(expected, PageTexts.Time(Some.Noon.AddHours(hours).ToOffset(TimeSpan.FromHours(9)), Some.Noon));
}
