using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>Finds out what became of actions whose outcome is not known: those cut off by a crash, and those that timed out.</summary>
internal sealed class OutcomeLookUp(
    IClusterClient cluster, Ledger ledger, Rulebook rulebook, OwnWrites ownWrites, HalfDone halfDone, JobParts parts, OutcomeNotices notices,
    TimeProvider clock)
{
    private readonly BackOff<string> backOff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), clock);

    /// <summary>Is told of each action or undo that turned out to be done: must be quick.</summary>
    public event Action<ActionRecord>? Found;

    /// <summary>Looks at every action that is still open, and less often at those that can't be looked at.</summary>
    /// <returns>whether each of them is settled now</returns>
    public async Task<bool> SettleAsync(CancellationToken cancel)
    {
        var settled = true;
        foreach (var action in ledger.UnsettledActions().Where(action => !ownWrites.IsUnderWay(action)))
            settled &= backOff.Allows(action.Id) && await LookAsync(action, cancel).ConfigureAwait(false);
        return settled;
    }

    private async Task<bool> LookAsync(ActionRecord action, CancellationToken cancel)
    {
        var settled = false;
        try
        {
            return settled = await SettleAsync(action, cancel).ConfigureAwait(false);
        }
        finally
        {
            // also for one that broke, so that it does not keep the others from their turn
            if (settled) backOff.Succeeded(action.Id);
            else backOff.Failed(action.Id);
        }
    }

    private async Task<bool> SettleAsync(ActionRecord action, CancellationToken cancel)
    {
        // settled with others since the list was made
        if (ledger.FindAction(action.Id) is { State: ActionState.Done or ActionState.Refused }) return true;

        // a part that was never begun is carried out once the whole is known to be done
        if (action is { PartOf: { } whole, State: ActionState.Intended, Cause: not ActionCause.Undo } && ledger.FindAction(whole) is { } parent)
            return await parts.FollowAsync(parent, cancel).ConfigureAwait(false);

        var target = action.Target;
        var read = await cluster.GetAsync(action.Kind, target.Namespace, target.Name, cancel).ConfigureAwait(false);
        if (read.Result is not (ReadResult.Found or ReadResult.Gone)) return false;
        var found = read.Result == ReadResult.Gone ? null : FreshObject.Parse(action.Kind, read.Json);
        switch (await halfDone.LookAsync(action, Undone(action), found, cancel).ConfigureAwait(false))
        {
            case null: return false;
            case true: Done(action, found?.Item); break;
            case false:
                var undone = action with { State = ActionState.Refused, Note = HalfDone.WhyNot(action, found), FinishedAt = clock.GetUtcNow() };
                ledger.Commit(() => new LedgerChange { Actions = [undone] });
                break;
        }

        await parts.FollowAsync(action, cancel).ConfigureAwait(false);
        return true;
    }

    private IEnumerable<Episode> Away(ActionRecord action) =>
        action.Episode is { } key && ledger.Find(key) is { State: EpisodeState.Withdrawn } episode ? [episode] : [];

    private ActionRecord? Undone(ActionRecord action) => action.Undoes is { } id ? ledger.FindAction(id) : null;

    private void Done(ActionRecord action, KubeObject? found)
    {
        var (target, now) = (action.Target, clock.GetUtcNow());
        if (action.Removes) ownWrites.Deleted(target, action.Uid);
        else if (found is not null) ownWrites.Changed(target, found.Uid, found.ResourceVersion);
        var hold = rulebook.Current.Settings.Actions.UndoHold;
        ledger.Commit(() => Closing() with { Outbox = notices.Of(action) });
        Found?.Invoke(ledger.FindAction(action.Id) ?? action);

        LedgerChange Closing() => Undone(action) is { } undone
            ? ActionClosing.Undone(action, undone, ledger.On(target), now, action.IsByAPerson ? hold : null)
            : ActionClosing.Done(action, [.. ledger.On(target), .. Away(action)], now);
    }
}
