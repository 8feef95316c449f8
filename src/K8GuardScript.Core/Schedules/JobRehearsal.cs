using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Schedules;

/// <summary>Runs a job where nothing is, to learn what it asks for: what it lists of what it finds is learnt only when it runs.</summary>
internal sealed class JobRehearsal : IScheduleRun
{
    private readonly HashSet<(string ApiVersion, string Kind)> lists = [];
    private readonly HashSet<string> undoes = new(StringComparer.Ordinal);

    /// <returns>the schedule with what was learnt</returns>
    /// <exception cref="RuleFaultException">the job did not end by itself</exception>
    public static ScheduleDefinition Of(ScheduleDefinition schedule)
    {
        var rehearsal = new JobRehearsal();
        try
        {
            schedule.Run(rehearsal);
        }
        catch (RuleFaultException fault) when (!fault.IsSpent)
        {
            // a job may rely on something being there; then the rest is learnt when it runs
            return rehearsal.Learnt(schedule);
        }

        return rehearsal.Learnt(schedule);
    }

    /// <inheritdoc />
    public IReadOnlyList<KubeObject> List(string apiVersion, string kind, string namespaces)
    {
        lists.Add((apiVersion, kind));
        return [];
    }

    /// <inheritdoc />
    public void Do(Act action, Field target)
    {
        // there is nothing to do it to
    }

    /// <inheritdoc />
    public void Undo(string schedule) => undoes.Add(schedule);

    /// <inheritdoc />
    public void Notify(string channel, string text)
    {
        // nobody is to hear of it
    }

    private ScheduleDefinition Learnt(ScheduleDefinition schedule) => schedule with { Lists = [.. lists], Undoes = [.. undoes] };
}
