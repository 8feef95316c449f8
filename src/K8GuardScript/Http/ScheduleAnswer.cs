using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Schedules;

namespace K8GuardScript.Http;

/// <summary>A schedule of a script.</summary>
/// <param name="Name">in its policy</param>
/// <param name="Cron">when</param>
/// <param name="TimeZone">where</param>
/// <param name="AtMost">how many objects one run may change</param>
/// <param name="Next">when its time comes next; null if it never does</param>
/// <param name="LastRun">its latest run; null before the first</param>
internal sealed record ScheduleAnswer(string Name, string Cron, string TimeZone, int AtMost, DateTimeOffset? Next, RunAnswer? LastRun)
{
    public static IReadOnlyList<ScheduleAnswer> AllOf(Policy policy, ScheduleBook book, IScheduleCalendar calendar, DateTimeOffset now) =>
    [
        .. policy.Definition.Schedules.Select(schedule => new ScheduleAnswer(
            schedule.Name,
            schedule.Cron,
            schedule.TimeZone,
            schedule.AtMost,
            calendar.Of(schedule.Cron, schedule.TimeZone).After(now),
            RunAnswer.Of(book.State(new ScheduleKey(policy.Id, schedule.Name))?.Run))),
    ];
}

/// <summary>A run of a schedule.</summary>
/// <param name="Id">its actions bear it</param>
/// <param name="Planned">the time that it was for</param>
/// <param name="StartedAt">when it began</param>
/// <param name="EndedAt">null while it is at it</param>
/// <param name="Wishes">how many objects it was to change</param>
/// <param name="Note">what came of it; empty while it is at it</param>
internal sealed record RunAnswer(string Id, DateTimeOffset Planned, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Wishes, string Note)
{
    public static RunAnswer? Of(ScheduleRun? run) =>
        run is null ? null : new RunAnswer(run.Id, run.Planned, run.StartedAt, run.EndedAt, run.Wishes, run.Note);
}
