using System.Text;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Notify;

/// <summary>
/// What the owner of an object hears of a change that is known to be done. Stored in the same step as the outcome, however that was learnt: from an
/// answer, or by a look after a crash or a time-out.
/// </summary>
internal sealed class OutcomeNotices(NoticeBoard board, Ledger ledger)
{
    /// <param name="done">an action or an undo, just done</param>
    /// <param name="recipient">its owner, if somebody knows better than the last version that was watched</param>
    /// <returns>nothing for what belongs to another change, and for what a schedule does: that is told by the run</returns>
    public IReadOnlyList<OutboxEntry> Of(ActionRecord done, Recipient? recipient = null) => done switch
    {
        { PartOf: not null } => [],
        { Cause: ActionCause.Ladder } => board.PostOwn(NoticeTexts.ActionTaken(recipient ?? OwnerOf(done), done, WhyOf(done))),
        { Cause: ActionCause.Undo, Undoes: { } id } when ledger.FindAction(id) is { } undone && IsTold(done, undone) =>
            board.PostOwn(NoticeTexts.ActionUndone(recipient ?? OwnerOf(undone), undone, done.IsByAPerson ? done.By : null, WhyUndone(done))),
        _ => [],
    };

    /// <summary>
    /// What the owner hears of an action that somebody else undid. Only this process knows of the action, so it is kept while another one leads, as
    /// a dead one seems to until its Lease ends.
    /// </summary>
    /// <param name="reverted">the episode, open again, with the name of who did it</param>
    /// <param name="action">what was undone</param>
    public IReadOnlyList<OutboxEntry> OfRevert(Episode reverted, ActionRecord action) => board.PostOwn(NoticeTexts.ActionReverted(
        board.OwnerOf(action.Target), action, reverted.RevertedBy, isLast: reverted.Reverts >= EscalationLadder.MostReverts));

    private static bool IsTold(ActionRecord undo, ActionRecord undone) => undo.IsByAPerson || undone.Cause == ActionCause.Ladder;

    private static string WhyUndone(ActionRecord undo) => undo.IsByAPerson ? "" : "the violation is fixed";

    private string WhyOf(ActionRecord action) => action.Episode is { } key ? ledger.Find(key)?.Message ?? "" : "";

    // the object may be gone by now, and with it what told whose it was
    private Recipient OwnerOf(ActionRecord action) =>
        board.OwnerOf(action.Target, action.Removes && ledger.Manifest(action.Id) is { } manifest ? Parse(action, manifest) : null);

    private static KubeObject Parse(ActionRecord action, string manifest) =>
        KubeObject.Parse(Encoding.UTF8.GetBytes(manifest), action.Kind.ApiVersion, action.Kind.Kind);
}
