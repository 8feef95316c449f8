using K8GuardScript.Core.Schedules;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scripts;

/// <summary>
/// Checks what only a calendar and a rehearsal can tell about a policy's schedules. Whoever loads a policy asks it, after the script's
/// body ran, where scripts run.
/// </summary>
internal static class ScheduleCheck
{
    private static readonly QuartzCalendar Calendar = new();

    /// <summary>The policy with what was learnt about its schedules.</summary>
    /// <exception cref="PolicyLoadException">everything that is wrong with them, each with the script's line, or that of the setting</exception>
    public static PolicyDefinition Checked(PolicyDefinition definition)
    {
        if (definition.Schedules.Count == 0) return definition;
        var problems = definition.Schedules.Select(schedule => CronProblem(schedule, definition.Settings)).OfType<LoadProblem>().ToList();
        List<ScheduleDefinition> rehearsed = [];
        foreach (var schedule in definition.Schedules)
        {
            try
            {
                rehearsed.Add(JobRehearsal.Of(schedule));
            }
            catch (RuleFaultException endless)
            {
                problems.Add(new LoadProblem(schedule.Place, $"schedule `{schedule.Name}`, tried where nothing is: {endless.Message}"));
            }
        }

        problems.AddRange(rehearsed.SelectMany(schedule => UndoProblems(schedule, definition)));
        return problems.Count > 0 ? throw new PolicyLoadException(problems) : definition with { Schedules = rehearsed };
    }

    private static LoadProblem? CronProblem(ScheduleDefinition schedule, IReadOnlyList<SettingDefinition> settings)
    {
        try
        {
            Calendar.Of(schedule.Cron, schedule.TimeZone);
            return null;
        }
        catch (FormatException refused)
        {
            var why = PlainText.Clean(refused.Message, 200);
            var (place, setting) = SettingDefinition.Origin(schedule.Cron, settings, schedule.Place);
            return new LoadProblem(
                place,
                $"{setting}schedule `{schedule.Name}`: `{PlainText.Clean(schedule.Cron, 100)}` is no cron expression: {why}; "
                + "write minute, hour, day of month, month and day of week, such as `0 20 * * MON-FRI`");
        }
    }

    private static IEnumerable<LoadProblem> UndoProblems(ScheduleDefinition schedule, PolicyDefinition definition)
    {
        var names = definition.Schedules.Select(known => known.Name).ToList();
        foreach (var unknown in schedule.Undoes.Where(name => !names.Contains(name)))
        {
            var near = NearestName.Of(unknown, names) is { } name ? $"did you mean `{name}`?" : $"there are `{string.Join("`, `", names)}`";
            yield return new LoadProblem(
                schedule.Place, $"schedule `{schedule.Name}` undoes `{PlainText.Clean(unknown, 100)}`, which is no schedule of this policy: {near}");
        }
    }
}
