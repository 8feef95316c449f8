using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions;

/// <summary>Finds out what became of actions whose outcome is not known: those cut off by a crash, and those that timed out.</summary>
internal sealed class OutcomeLookUp(IClusterClient cluster, Ledger ledger, OwnWrites ownWrites, TimeProvider clock)
{
    private readonly BackOff<string> backOff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), clock);

    /// <summary>Looks at every action that is still open, and less often at those that can't be looked at.</summary>
    /// <returns>whether each of them is settled now</returns>
    public async Task<bool> SettleAsync(CancellationToken cancel)
    {
        var settled = true;
        foreach (var action in ledger.UnsettledActions())
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
        var target = action.Target;
        var read = await cluster.GetAsync(action.Kind, target.Namespace, target.Name, cancel).ConfigureAwait(false);
        if (read.Result is not (ReadResult.Found or ReadResult.Gone)) return false;

        var now = clock.GetUtcNow();
        var found = read.Result == ReadResult.Gone ? null : KubeObject.Parse(read.Json.Span, action.Kind.ApiVersion, action.Kind.Kind);
        if (IsDone(action, found))
        {
            if (action.Verb == ActionVerb.Delete) ownWrites.Deleted(target, action.Uid);
            else ownWrites.Changed(target, action.Uid, found!.ResourceVersion);
            ledger.Commit(() => ActionClosing.Done(action, ledger.On(target), now));
        }
        else
        {
            var undone = action with { State = ActionState.Refused, Note = "looked up: the cluster does not show it", FinishedAt = now };
            ledger.Commit(() => new LedgerChange { Actions = [undone] });
        }

        return true;
    }

    // After a delete of unknown outcome: gone, or another uid, means done. Otherwise the object carries the action's id.
    private static bool IsDone(ActionRecord action, KubeObject? found) => action.Verb == ActionVerb.Delete
        ? found is null || found.Uid != action.Uid || found.DeletionTimestamp is not null
        : found is not null && found.Uid == action.Uid && found.Annotation(ActionAnnotations.ActionId) == action.Id;
}
