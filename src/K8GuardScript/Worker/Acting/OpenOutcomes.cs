using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Worker.Acting;

/// <summary>Finds out what came of actions that nobody answered, and has their objects looked at again once that is known.</summary>
internal sealed class OpenOutcomes(LateOutcomes late, OutcomeLookUp lookUp, OwnWrites ownWrites, Ledger ledger, ChangeQueue queue, FoundTelling telling)
{
    /// <summary>
    /// From now on it is told what was found out, and each object is looked at that the guard is done with: what the watch told of it meanwhile
    /// was left alone.
    /// </summary>
    public void Follow()
    {
        lookUp.Found += telling.Tell;
        ownWrites.Ended += LookAgain;
    }

    /// <summary>Looks up what is still open, each action at its own pace.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        late.Look();
        var open = ledger.UnsettledActions();
        if (open.Count == 0) return;
        await lookUp.SettleAsync(cancel).ConfigureAwait(false);

        // what became of the object before that was known is a revert only now
        var left = ledger.UnsettledActions().Select(action => action.Id).ToHashSet();
        foreach (var action in open.Where(action => !left.Contains(action.Id))) LookAgain(action.Target);
    }

    private void LookAgain(ObjectKey target) => queue.Enqueue(target, Wanted.All);
}
