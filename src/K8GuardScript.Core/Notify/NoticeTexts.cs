using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Notify;

/// <summary>Words what the guard tells about itself and its actions, before any escaping for where it goes.</summary>
internal static class NoticeTexts
{
    /// <param name="recipient">the object's owner</param>
    /// <param name="action">a done action</param>
    /// <param name="why">the finding, or the schedule; may be empty</param>
    /// <param name="canUndo">whether <c>k8guard undo</c> takes it back</param>
    public static Notice ActionTaken(Recipient recipient, ActionRecord action, string why, bool canUndo = true)
    {
        var reason = why.Length > 0 ? $" {WarningText.Sentence(why)}" : "";
        var undo = canUndo ? $" Undo: `k8guard undo {action.Id}`." : "";
        return new Notice(
            recipient, "Action taken", $"{Name(action.Target)} was {action.Outcome} for policy `{action.Policy}`.{reason}{undo}", NoticeKind.ActionTaken);
    }

    /// <param name="recipient">the object's owner</param>
    /// <param name="undone">the action that was taken back</param>
    /// <param name="by">who wanted it, such as <c>jane</c>, or null where the guard did it by itself</param>
    /// <param name="why">the cause, such as <c>it complies now</c>; may be empty</param>
    public static Notice ActionUndone(Recipient recipient, ActionRecord undone, string? by, string why)
    {
        var who = by is null ? "" : $" by {by}";
        var reason = why.Length > 0 ? $": {why}" : "";
        return new Notice(
            recipient, "Action undone", $"{Name(undone.Target)}, which was {undone.Outcome}, is as it was before: undone{who}{reason}.",
            NoticeKind.ActionUndone);
    }

    /// <param name="recipient">the object's owner</param>
    /// <param name="reverted">the action whose effect is gone</param>
    /// <param name="by">who did it, such as <c>HorizontalPodAutoscaler web</c>, or null if nobody knows</param>
    /// <param name="isLast">the guard leaves it to people from now on</param>
    public static Notice ActionReverted(Recipient recipient, ActionRecord reverted, string? by, bool isLast)
    {
        var next = isLast ? "The guard will not act on it again: a person has to look" : "It is warned of once more before the guard acts again";
        return new Notice(
            recipient, "Action reverted", $"{Name(reverted.Target)} was {reverted.Outcome}, and {by ?? "somebody"} reverted that. {next}.",
            NoticeKind.ActionReverted);
    }

    /// <param name="recipient">who runs the guard</param>
    /// <param name="policy">the policy's id</param>
    /// <param name="why">what was counted</param>
    public static Notice BreakerTripped(Recipient recipient, string policy, string why) => new(
        recipient, "Breaker tripped",
        $"Policy `{policy}` only warns from now on: {why}. When that is in order: `k8guard resume --policy {policy}`.", NoticeKind.BreakerTripped);

    /// <param name="recipient">who runs the guard</param>
    /// <param name="by">who paused it</param>
    /// <param name="why">the reason that was given; may be empty</param>
    public static Notice Paused(Recipient recipient, string by, string why) => new(
        recipient, "Paused", $"The guard takes no actions: paused by {by}{(why.Length > 0 ? $": {why}" : "")}. Warnings go on. To go on: `k8guard resume`.",
        NoticeKind.Pause);

    /// <param name="recipient">who runs the guard</param>
    /// <param name="by">who lets it go on</param>
    public static Notice Resumed(Recipient recipient, string by) => new(
        recipient, "Resumed", $"The guard takes actions again where settings allow it: resumed by {by}.", NoticeKind.Pause);

    /// <param name="recipient">who runs the guard</param>
    /// <param name="file">name of the file to which the damaged ledger was moved</param>
    /// <param name="why">what was wrong with it</param>
    public static Notice LedgerSetAside(Recipient recipient, string file, string why) => new(
        recipient, "Ledger set aside",
        $"The ledger was damaged ({why}) and was set aside as `{file}`. The guard started with an empty one: counts begin anew, and it "
        + "acts on nothing until a person has looked and says `k8guard resume`.",
        NoticeKind.Ledger);

    /// <param name="recipient">the channel that a schedule names</param>
    /// <param name="schedule">policy and name, such as <c>sleep/nights</c></param>
    /// <param name="text">what the script says</param>
    public static Notice FromSchedule(Recipient recipient, string schedule, string text) =>
        new(recipient, $"Schedule `{schedule}`", text, NoticeKind.Schedule);

    /// <summary>Everything in one line of plain text.</summary>
    public static string OneLine(Notice notice) => $"{notice.Subject}: {notice.Text}";

    private static string Name(ObjectKey target) =>
        $"{target.Kind} `{(target.Namespace.Length == 0 ? target.Name : $"{target.Namespace}/{target.Name}")}`";
}
