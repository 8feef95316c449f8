using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Settings;

public sealed class ExpiryTextTests
{
    [Theory]
    [InlineData("2027-03-01", "UTC", "2027-03-02T00:00Z")]
    [InlineData("2027-03-01", "Europe/Berlin", "2027-03-01T23:00Z")]
    [InlineData("2027-03-01T12:00", "Europe/Berlin", "2027-03-01T11:00Z")]
    [InlineData("2027-03-01 12:00:30", "UTC", "2027-03-01T12:00:30Z")]
    [InlineData("2027-03-01T12:00Z", "Europe/Berlin", "2027-03-01T12:00Z")]
    [InlineData("2027-03-01T12:00+05:30", "UTC", "2027-03-01T06:30Z")]
    public void It_ends_when_a_person_would_say(string text, string zone, string end)
    {
        Assert.Equal(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), End(text, zone));
    }

    [Theory]
    [InlineData("2027-03-28T02:30", "2027-03-28T01:00Z")]
    [InlineData("2027-10-31T02:30", "2027-10-31T01:30Z")]
    public void Where_clocks_are_set_it_ends_rather_later(string text, string end)
    {
        Assert.Equal(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), End(text, "Europe/Berlin"));
    }

    [Fact]
    public void A_last_day_before_a_midnight_that_does_not_exist_lasts_up_to_the_hour_after_it()
    {
        // in Beirut clocks were set from 00:00 to 01:00 on 2022-03-27
        Assert.Equal(new DateTimeOffset(2022, 3, 26, 22, 0, 0, TimeSpan.Zero), End("2022-03-26", "Asia/Beirut"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("never")]
    [InlineData("2027-02-30")]
    [InlineData("2027-3-1")]
    [InlineData("01.03.2027")]
    [InlineData("9999-12-31")]
    [InlineData("2027-03-01T25:00")]
    [InlineData("2027-03-01T12:00 CET")]
    public void Anything_else_is_no_end(string text) => Assert.Null(End(text, "UTC"));

    private static DateTimeOffset? End(string text, string zone) => ExpiryText.End(text, TimeZoneInfo.FindSystemTimeZoneById(zone));
}
