namespace K8GuardScript.Core.Schedules;

/// <summary>Reads cron expressions.</summary>
internal interface IScheduleCalendar
{
    /// <param name="cron">five fields, as Unix cron has them</param>
    /// <param name="timeZone">of the IANA data base</param>
    /// <exception cref="FormatException">there is no such time zone, it is no cron expression, or one whose time never comes; for people</exception>
    ISchedulePlan Of(string cron, string timeZone);
}
