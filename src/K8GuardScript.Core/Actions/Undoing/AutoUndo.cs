using System.Collections.Concurrent;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Undoing;

/// <summary>Undoes by itself what was scaled, suspended or parked, once the violation that led to it is fixed.</summary>
internal sealed class AutoUndo
{
    private readonly Ledger ledger;
    private readonly Rulebook rulebook;
    private readonly FreshLook look;
    private readonly Undoer undoer;
    private readonly BackOff<string> backOff;
    private readonly ConcurrentDictionary<ObjectKey, byte> candidates = new();

    public AutoUndo(Ledger ledger, Rulebook rulebook, FreshLook look, Undoer undoer, TimeProvider clock)
    {
        (this.ledger, this.rulebook, this.look, this.undoer) = (ledger, rulebook, look, undoer);
        backOff = new BackOff<string>(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15), clock);

        // what was fixed while nobody ran is found by its action
        foreach (var action in ledger.Actions())
        {
            if (action.Episode is { } key && Fits(action) && ledger.Find(key) is { State: EpisodeState.Resolved }) candidates[action.Target] = 0;
        }

        ledger.Written += OnWritten;
    }

    /// <summary>Undoes what is due; what can't be undone now comes again.</summary>
    /// <returns>the actions that were undone or tried, with what came of it</returns>
    public async Task<IReadOnlyList<(ActionRecord Action, ActionReport Report)>> CarryOutAsync(CancellationToken cancel)
    {
        if (candidates.IsEmpty || !rulebook.Current.Settings.Actions.UndoWhenFixed) return [];
        var tried = new List<(ActionRecord Action, ActionReport Report)>();
        foreach (var target in candidates.Keys)
        {
            // not the action that the violation remembers: it may have opened and closed again since
            if (ledger.LatestAction(target) is not { } action || !Fits(action))
            {
                candidates.TryRemove(target, out _);
                continue;
            }

            // INVARIANT: what another policy still finds in it keeps it stopped.
            var id = action.Id;
            if (ledger.On(target).Any(ledger.Violates) || !backOff.Allows(id)) continue;

            // one that breaks ends the round, and in the next it must not keep the others from their turn
            backOff.Failed(id);
            var report = await TryAsync(action, cancel).ConfigureAwait(false);
            tried.Add((action, report));
            if (report.Result is not (ActionResult.Done or ActionResult.NotDue)) continue;
            candidates.TryRemove(target, out _);
            backOff.Succeeded(id);
        }

        return tried;
    }

    private async Task<ActionReport> TryAsync(ActionRecord action, CancellationToken cancel)
    {
        var (read, seen) = await look.ReadAsync(action.Kind, action.Target, cancel).ConfigureAwait(false);
        if (read.Result == ReadResult.Gone) return ActionReport.NotDue("the object is gone");
        if (seen is null) return ActionReport.Failed($"the object could not be read: {read.Message}");

        // INVARIANT: as with an action, what it rests on is what is the case now.
        if (rulebook.Current.Policies.Find(action.Policy) is not { } policy)
            return ActionReport.Failed("the policy is not in force, so nobody can tell whether it is fixed");
        var fresh = seen with { Namespace = await look.ReadNamespaceAsync(action.Target.Namespace, cancel).ConfigureAwait(false) };
        var verdict = await look.JudgeAsync(policy, fresh, cancel).ConfigureAwait(false);

        // it comes again: what was broken and fixed once more may go by so quickly that the watch tells of neither
        if (verdict.Result == VerdictResult.Violated) return ActionReport.Failed("on a fresh look it still violates");
        return verdict is { Result: VerdictResult.Passed, Incomplete: false }
            ? await undoer.UndoAsync(action.Id, ActionRecord.Guard, automatic: true, cancel).ConfigureAwait(false)
            : ActionReport.Failed("on a fresh look it is not sure that it is fixed");
    }

    private void OnWritten(LedgerChange change)
    {
        foreach (var episode in change.Episodes)
        {
            if (episode.State == EpisodeState.Resolved) candidates[episode.Key.Object] = 0;
        }
    }

    private bool Fits(ActionRecord action) =>
        action is { Cause: ActionCause.Ladder, State: ActionState.Done, Verb: ActionVerb.Stop, Removes: false, PartOf: null }
        && ledger.UndoOf(action.Id) is null;
}
