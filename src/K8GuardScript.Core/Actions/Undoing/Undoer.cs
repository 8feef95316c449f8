using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Undoing;

/// <summary>Takes an action back, where it still stands: as a change of its own, with an intent, a dry run and preconditions.</summary>
internal sealed class Undoer(
    IClusterClient cluster, Ledger ledger, Rulebook rulebook, FreshLook look, ActionWriter writer, OutcomeNotices notices, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>Undoes an action, and after it what is part of it.</summary>
    /// <param name="actionId">which</param>
    /// <param name="by">who wants it</param>
    /// <param name="automatic">the guard by itself: then nothing is held, and no revert is counted</param>
    /// <param name="cancel">stops before the next request</param>
    /// <param name="scalers">of the work that this is part of, so that nothing is read twice for it</param>
    /// <returns><see cref="ActionResult.NotDue"/> where it does not stand any more, with the reason</returns>
    public async Task<ActionReport> UndoAsync(
        string actionId, string by, bool automatic, CancellationToken cancel, Autoscalers? scalers = null)
    {
        if (ledger.FindAction(actionId) is not { } action) return ActionReport.NotDue("there is no such action");
        var asker = new Asker(automatic ? ActionRecord.Guard : by == ActionRecord.Guard ? $"{by} (a person)" : by, scalers ?? new Autoscalers(cluster));
        var report = await UndoAsync(action, asker, partOf: null, cancel).ConfigureAwait(false);
        var undo = ledger.UndoOf(action.Id);

        // what somebody changed at the whole is his; its parts are still as the guard made them
        if (undo is null && report.Result != ActionResult.NotDue) return report;
        foreach (var part in ledger.FollowingActions(actionId).Where(one => one.PartOf == actionId && one.State == ActionState.Done))
        {
            // each says by itself in the ledger what came of it
            if (ledger.UndoOf(part.Id) is null) await UndoAsync(part, asker, undo?.Id, cancel).ConfigureAwait(false);
        }

        return report;
    }

    private IEnumerable<ActionRecord> Undos(ActionRecord action) => ledger.FollowingActions(action.Id).Where(one => one.Undoes == action.Id);

    private async Task<ActionReport> UndoAsync(ActionRecord action, Asker asker, string? partOf, CancellationToken cancel)
    {
        if (action.Cause == ActionCause.Undo) return ActionReport.NotDue("it is an undo itself");
        if (action.State != ActionState.Done) return ActionReport.NotDue($"it was not done: {action.State.Word()}");
        for (var attempt = 1; ; attempt++)
        {
            foreach (var undo in Undos(action))
            {
                if (undo.State == ActionState.Done) return ActionReport.NotDue($"it is already undone, by {undo.By}");
                if (undo.State != ActionState.Refused) return ActionReport.Unknown("an undo of it is under way, and its outcome is looked up");
            }

            var report = action.Removes
                ? await RecreateAsync(action, asker, partOf, cancel).ConfigureAwait(false)
                : await RestoreAsync(action, asker, partOf, cancel).ConfigureAwait(false);
            if (report.Result != ActionResult.Conflict || attempt == MostTries) return report;
        }
    }

    private async Task<ActionReport> RestoreAsync(ActionRecord action, Asker asker, string? partOf, CancellationToken cancel)
    {
        // INVARIANT: it rests on the object as it is now, and only takes back what is still there as it was written.
        var (read, seen) = await look.ReadAsync(action.Kind, action.Target, cancel).ConfigureAwait(false);
        if (read.Result == ReadResult.Gone) return ActionReport.NotDue("the object is gone");
        if (seen is null) return ActionReport.Failed($"the object could not be read: {read.Message}");
        var (trouble, fresh) = await look.WithScaleAsync(seen, action.Verb, cancel).ConfigureAwait(false);
        if (trouble is not null) return trouble;
        if (UndoPlanner.WhyNotStanding(action, fresh) is { } why) return ActionReport.NotDue(why);

        var floor = 0;
        if (action.Verb == ActionVerb.Stop && ActionPlanner.Sort(action.Kind) is StopSort.Replicas or StopSort.Scale)
        {
            var (unread, scaler) = await asker.Scalers.OfAsync(action.Target, cancel).ConfigureAwait(false);
            if (unread is not null) return ActionReport.Failed(unread);
            floor = scaler?.Minimum ?? 0;
        }

        return await CarryOutAsync(UndoPlanner.Plan(action, fresh, floor), action, Intended(action, asker.By, partOf), cancel).ConfigureAwait(false);
    }

    private async Task<ActionReport> RecreateAsync(ActionRecord action, Asker asker, string? partOf, CancellationToken cancel)
    {
        if (ledger.Manifest(action.Id) is not { } manifest) return ActionReport.NotDue("its manifest is not there any more");
        var (read, _) = await look.ReadAsync(action.Kind, action.Target, cancel).ConfigureAwait(false);
        if (read.Result == ReadResult.Found) return ActionReport.NotDue("an object of that name exists: it was created again, or is still being deleted");
        if (read.Result != ReadResult.Gone) return ActionReport.Failed($"whether it exists could not be read: {read.Message}");
        var undo = Intended(action, asker.By, partOf);
        return await CarryOutAsync(UndoPlanner.Recreate(action, manifest, undo.Id), action, undo, cancel).ConfigureAwait(false);
    }

    private Task<ActionReport> CarryOutAsync(PlannedAction plan, ActionRecord action, ActionRecord undo, CancellationToken cancel)
    {
        TimeSpan? hold = undo.IsByAPerson ? rulebook.Current.Settings.Actions.UndoHold : null;
        return writer.CarryOutAsync(plan, undo, Closing, cancel);

        LedgerChange Closing(ActionRecord done) =>
            ActionClosing.Undone(done, action, ledger.On(done.Target), clock.GetUtcNow(), hold) with { Outbox = notices.Of(done) };
    }

    private ActionRecord Intended(ActionRecord action, string by, string? partOf)
    {
        var now = clock.GetUtcNow();
        return action with
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Cause = ActionCause.Undo,
            Undoes = action.Id,
            PartOf = partOf,
            By = by,
            State = ActionState.Intended,
            Note = "",
            IntendedAt = now,
            FinishedAt = null,
            Manifest = null,
        };
    }

    private sealed record Asker(string By, Autoscalers Scalers);
}
