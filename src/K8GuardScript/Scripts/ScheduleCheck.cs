using K8GuardScript.Sdk.Registration;
using Quartz;

namespace K8GuardScript.Scripts;

/// <summary>Checks what only a calendar can tell about a policy's schedules. Whoever loads a policy asks it, after the script's body ran.</summary>
internal static class ScheduleCheck
{
    /// <summary>What is wrong with the schedules, each with the script's line; empty if nothing is.</summary>
    public static IReadOnlyList<LoadProblem> Problems(PolicyDefinition definition) =>
        [.. definition.Schedules.Select(Problem).OfType<LoadProblem>()];

    /// <summary>The same for whoever can't use a policy with such schedules.</summary>
    /// <exception cref="PolicyLoadException">everything that is wrong with them</exception>
    public static PolicyDefinition Checked(PolicyDefinition definition) =>
        Problems(definition) is { Count: > 0 } wrong ? throw new PolicyLoadException(wrong) : definition;

    private static LoadProblem? Problem(ScheduleDefinition schedule)
    {
        try
        {
            CronExpression.Parse(schedule.Cron, CronFormat.Unix);
            return null;
        }
        catch (Exception refused) when (refused is FormatException or ArgumentException)
        {
            var why = PlainText.Clean(refused.Message, 200);
            return new LoadProblem(
                schedule.Place,
                $"schedule `{schedule.Name}`: `{PlainText.Clean(schedule.Cron, 100)}` is no cron expression: {why}; "
                + "write minute, hour, day of month, month and day of week, such as `0 20 * * MON-FRI`");
        }
    }
}
