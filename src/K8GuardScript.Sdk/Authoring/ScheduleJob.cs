using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>
/// What a schedule's job may do: look at objects, and wish. Wishes are recorded and pass every guard rail but warnings, windows and
/// budget; they need mode <c>act</c>. (Schedules are registered and checked, but no version runs them yet.)
/// </summary>
public sealed class ScheduleJob
{
    private readonly IScheduleRun run;

    internal ScheduleJob(IScheduleRun run) => this.run = run;

    /// <summary>Every object of a kind in some namespaces: <c>job.List&lt;Deployment&gt;("dev-*")</c>.</summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    /// <param name="namespaces">a name, where <c>*</c> stands for any characters</param>
    public FrozenList<T> List<T>(string namespaces)
        where T : struct, IKind<T> => new(run.List(T.ApiVersion, T.KindName, namespaces).Select(item => T.From(item.Root)));

    /// <summary>Wishes an action on an object: <c>job.Do(Act.Stop, deployment)</c>.</summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    public void Do<T>(Act action, T target)
        where T : struct, IKind<T>, IView
    {
        ArgumentNullException.ThrowIfNull(action);
        run.Do(action.Verb, target.Place);
    }

    /// <summary>Wishes to undo what the last run of a schedule of this policy changed, where nobody has changed it since.</summary>
    /// <param name="schedule">the name of the schedule</param>
    public void Undo(string schedule) => run.Undo(schedule);

    /// <summary>Wishes a message.</summary>
    /// <param name="channel">a channel of the settings file</param>
    /// <param name="text">for people; 1,024 characters at most</param>
    public void Notify(string channel, string text) => run.Notify(channel, PlainText.Clean(text, Findings.MaxMessage));
}
