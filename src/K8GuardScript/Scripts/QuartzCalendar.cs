using K8GuardScript.Core.Schedules;
using Quartz;

namespace K8GuardScript.Scripts;

/// <summary>Reads cron expressions with Quartz's parser; nothing else of Quartz is used.</summary>
internal sealed class QuartzCalendar : IScheduleCalendar
{
    /// <inheritdoc />
    public ISchedulePlan Of(string cron, string timeZone)
    {
        // without one it would go by the machine's own
        if (timeZone.Length == 0 || !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            throw new FormatException($"there is no time zone `{timeZone}`");
        if (CronRanges.Problem(cron) is { } wrong) throw new FormatException(wrong);
        CronExpression expression;
        try
        {
            expression = CronExpression.Parse(cron, CronFormat.Unix).WithTimeZone(zone);
        }
        catch (ArgumentException refused)
        {
            throw new FormatException(refused.Message, refused);
        }

        // expressions know no years, so what does not come within the next ones never does
        return expression.GetNextValidTimeAfter(DateTimeOffset.UnixEpoch) is null
            ? throw new FormatException("it names a day that no month has, so its time never comes")
            : new Plan(expression);
    }

    private sealed class Plan(CronExpression expression) : ISchedulePlan
    {
        private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

        public DateTimeOffset? After(DateTimeOffset instant) => expression.GetNextValidTimeAfter(instant)?.ToUniversalTime();

        // the parser's answers lie before an instant and not at it, and know whole seconds; INVARIANT: no time comes early
        public DateTimeOffset? LastUntil(DateTimeOffset instant)
        {
            var second = new DateTimeOffset(instant.Ticks - (instant.Ticks % Second.Ticks), instant.Offset);
            return expression.GetPreviousValidTimeBefore(second + Second)?.ToUniversalTime();
        }
    }
}
