using System.Globalization;
using K8GuardScript.Core.Schedules;

namespace K8GuardScript.Core.Tests.Schedules;

/// <summary>Knows <c>daily 20:00</c>, in UTC.</summary>
internal sealed class DailyCalendar : IScheduleCalendar
{
    public ISchedulePlan Of(string cron, string timeZone) =>
        new Plan(TimeOnly.ParseExact(cron.Split(' ')[1], "HH:mm", CultureInfo.InvariantCulture).ToTimeSpan());

    private sealed class Plan(TimeSpan at) : ISchedulePlan
    {
        public DateTimeOffset? After(DateTimeOffset instant) => LastUntil(instant)!.Value.AddDays(1);

        public DateTimeOffset? LastUntil(DateTimeOffset instant)
        {
            var today = new DateTimeOffset(instant.UtcDateTime.Date, TimeSpan.Zero) + at;
            return today <= instant ? today : today.AddDays(-1);
        }
    }
}
