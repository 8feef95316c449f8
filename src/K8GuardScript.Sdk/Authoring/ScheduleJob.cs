using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>
/// What a schedule's job may do: look at objects, and wish. Wishes are stored when the job is done and carried out after that. They pass
/// every guard rail but warnings, windows and budget, and need mode <c>act</c>.
/// </summary>
public sealed class ScheduleJob
{
    private readonly IScheduleRun run;

    internal ScheduleJob(IScheduleRun run) => this.run = run;

    /// <summary>
    /// Every object of a kind in some namespaces, as far as the policy is for it: <c>job.List&lt;Deployment&gt;("dev-*")</c>. Leaves out
    /// what is being deleted.
    /// </summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    /// <param name="namespaces">
    /// a name, where <c>*</c> stands for any characters; for namespaces themselves their own name, and <c>*</c> for what is in none
    /// </param>
    public FrozenList<T> List<T>(string namespaces)
        where T : struct, IKind<T>
    {
        var found = run.List(T.ApiVersion, T.KindName, namespaces ?? "");
        Fuel.Charge(1 + found.Count);
        return new FrozenList<T>(found.Select(item => T.From(item.Root)));
    }

    /// <summary>
    /// Wishes an action on an object that the job listed: <c>job.Do(Act.Stop, deployment)</c>. The same wish twice is one; what is
    /// stopped already is left alone.
    /// </summary>
    /// <typeparam name="T">the view of the kind</typeparam>
    public void Do<T>(Act action, T target)
        where T : struct, IKind<T>, IView
    {
        ArgumentNullException.ThrowIfNull(action);
        run.Do(action, target.Place);
    }

    /// <summary>
    /// Wishes to undo what the last run of a schedule of this policy changed, where nobody has changed it since. What that run has not
    /// done by now it does not do any more.
    /// </summary>
    /// <param name="schedule">the name of the schedule</param>
    public void Undo(string schedule) => run.Undo(schedule ?? "");

    /// <summary>Wishes a message; a run may send ten.</summary>
    /// <param name="channel">a channel of the settings file</param>
    /// <param name="text">for people; 1,024 characters at most</param>
    public void Notify(string channel, string text) => run.Notify(channel ?? "", PlainText.Clean(text, Findings.MaxMessage));
}
