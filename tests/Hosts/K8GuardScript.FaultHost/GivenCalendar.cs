using System.Globalization;
using K8GuardScript.Core.Schedules;

namespace K8GuardScript.FaultHost;

/// <summary>A calendar on which every cron expression comes once, at the instant that was given for it, or never.</summary>
internal sealed class GivenCalendar(IReadOnlyDictionary<string, DateTimeOffset> times) : IScheduleCalendar
{
    /// <summary>The variable with the times: <c>0 20 * * *=2026-11-24T20:00:00Z;...</c>.</summary>
    public const string Times = "K8GUARD_TEST_SCHEDULES";

    /// <returns>null where no times are given</returns>
    public static GivenCalendar? FromEnvironment() => Environment.GetEnvironmentVariable(Times) is not { } text ? null : new GivenCalendar(
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('='))
            .ToDictionary(entry => entry[0], entry => DateTimeOffset.Parse(entry[1], CultureInfo.InvariantCulture)));

    public ISchedulePlan Of(string cron, string timeZone) =>
        new OneTime(times.TryGetValue(cron, out var time) ? time : DateTimeOffset.MaxValue);

    private sealed class OneTime(DateTimeOffset time) : ISchedulePlan
    {
        public DateTimeOffset? After(DateTimeOffset instant) => instant < time ? time : null;

        public DateTimeOffset? LastUntil(DateTimeOffset instant) => instant >= time ? time : null;
    }
}
