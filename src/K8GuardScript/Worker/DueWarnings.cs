using K8GuardScript.Channels;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Worker;

/// <summary>Hands the warnings that are due to their channels, which send them at their own pace.</summary>
internal sealed class DueWarnings(Notifier notifier, ChannelDirectory channels, RevertNamer namer, Rulebook rulebook)
{
    public void Start(IReadOnlyList<Outlook> due, CancellationToken cancel)
    {
        // who undid an action is told with the warning that answers it, if that is known soon
        var settings = rulebook.Current.Settings;
        notifier.Start([.. due.Where(one => !namer.IsNaming(one.Episode.Key))], settings, channels.For(settings), cancel);
    }

    /// <summary>Lets what is on its way be recorded.</summary>
    public Task DrainAsync() => notifier.DrainAsync();
}
