using K8GuardScript.Core.Guard.Rails;


namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class WindowTimesTests
{
    // Noon is a Tuesday; Berlin is an hour ahead of UTC then
    [Theory]
    [InlineData("days: mon-fri, from: '09:00', to: '17:00'", "2026-11-24T12:00Z", true, "2026-11-24T16:00Z")]
    [InlineData("days: mon-fri, from: '09:00', to: '17:00'", "2026-11-24T16:00Z", false, "2026-11-25T08:00Z")]
    [InlineData("days: mon-fri, from: '09:00', to: '17:00'", "2026-11-27T16:00Z", false, "2026-11-30T08:00Z")]
    [InlineData("days: mon-fri, from: '09:00', to: '17:00', timeZone: UTC", "2026-11-24T16:30Z", true, "2026-11-24T17:00Z")]
    [InlineData("days: fri-mon, from: '09:00', to: '17:00'", "2026-11-24T12:00Z", false, "2026-11-27T08:00Z")]
    [InlineData("days: fri-mon, from: '09:00', to: '17:00'", "2026-11-29T12:00Z", true, "2026-11-29T16:00Z")]
    [InlineData("days: [tue], from: '22:00', to: '06:00'", "2026-11-25T03:00Z", true, "2026-11-25T05:00Z")]
    [InlineData("days: [tue], from: '22:00', to: '06:00'", "2026-11-24T03:00Z", false, "2026-11-24T21:00Z")]
    [InlineData("days: [tue], from: '22:00', to: '24:00'", "2026-11-24T22:30Z", true, "2026-11-24T23:00Z")]
    [InlineData("days: tue", "2026-11-24T12:00Z", true, "2026-11-24T23:00Z")]
    [InlineData("days: [tue, wed]", "2026-11-24T12:00Z", true, "2026-11-25T23:00Z")]
    [InlineData("from: '00:00', to: '24:00'", "2026-11-24T12:00Z", true, null)]
    public void It_opens_and_ends_by_the_clock_on_the_wall(string window, string at, bool isOpen, string? change) => Holds(window, at, isOpen, change);

    // Berlin: 2026-03-29 02:00 is followed by 03:00; 2026-10-25 03:00 is followed by 02:00
    [Theory]
    [InlineData("days: sun, from: '02:00', to: '03:00'", "2026-03-29T00:59Z", false, "2026-04-05T00:00Z")]
    [InlineData("days: sun, from: '02:30', to: '04:00'", "2026-03-29T00:59Z", false, "2026-03-29T01:00Z")]
    [InlineData("days: sun, from: '02:30', to: '04:00'", "2026-03-29T01:00Z", true, "2026-03-29T02:00Z")]
    [InlineData("days: sun, from: '01:00', to: '02:30'", "2026-03-29T00:30Z", true, "2026-03-29T01:00Z")]
    [InlineData("days: sun, from: '02:00', to: '03:00'", "2026-10-25T00:00Z", true, "2026-10-25T02:00Z")]
    [InlineData("days: sun, from: '01:30', to: '02:30'", "2026-10-25T00:00Z", true, "2026-10-25T00:30Z")]
    [InlineData("days: sun, from: '01:30', to: '02:30'", "2026-10-25T00:30Z", false, "2026-10-25T01:00Z")]
    [InlineData("days: sun, from: '01:30', to: '02:30'", "2026-10-25T01:00Z", true, "2026-10-25T01:30Z")]
    [InlineData("days: sat, from: '20:00', to: '06:00'", "2026-10-25T04:59Z", true, "2026-10-25T05:00Z")]
    public void It_is_right_where_clocks_are_set(string window, string at, bool isOpen, string? change) => Holds(window, at, isOpen, change);

    private static void Holds(string yaml, string at, bool isOpen, string? change)
    {
        var window = Assert.Single(Some.Actions($"windows: [{{ {yaml} }}]", "timeZone: Europe/Berlin").Windows);

        Assert.Equal(isOpen, WindowTimes.IsOpen(window, Instant(at)));
        Assert.Equal(change is null ? null : Instant(change), WindowTimes.NextChange(window, Instant(at)));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
