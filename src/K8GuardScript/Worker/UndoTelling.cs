using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Metrics;

namespace K8GuardScript.Worker;

/// <summary>Tells what was taken back: by us, because it was ordered or fixed, or by somebody else.</summary>
internal sealed class UndoTelling(Ledger ledger, ChangeQueue queue, HappeningLog happenings, GuardMetrics metrics, ActionEvents events)
{
    /// <summary>An action that was to be undone.</summary>
    public void Tell(ActionRecord action, ActionReport report)
    {
        metrics.Acted($"undo-{action.Verb.ToString().ToLowerInvariant()}", report.Result.ToString().ToLowerInvariant());

        // what the watch told meanwhile may have been left alone for the sake of the undo
        queue.Enqueue(action.Target, Wanted.All);
        if (report is { Result: ActionResult.Done, Record: { } undo })
        {
            happenings.Tell(HappeningKind.Undone, $"{undo.Target}: {undo.Outcome}, on behalf of {undo.By}", undo.Policy, undo.Target);
            events.Undone(undo);
            foreach (var part in ledger.FollowingActions(undo.Id).Where(part => part is { State: ActionState.Done, Cause: ActionCause.Undo }))
                events.Undone(part);
            return;
        }

        happenings.Tell(HappeningKind.NotUndone, $"{action.Target}: it stays {action.Outcome}: {report.Why}", action.Policy, action.Target);
    }

    /// <summary>An action that somebody else undid; what its owner hears is stored with the name.</summary>
    public void TellRevert(Episode episode, ActionRecord action)
    {
        var text = $"{action.Target}: {episode.RevertedBy} undid the action: it had been {action.Outcome}";
        happenings.Tell(HappeningKind.Reverted, text, episode.Key.Policy, action.Target);
        events.Reverted(episode, action);
    }
}
