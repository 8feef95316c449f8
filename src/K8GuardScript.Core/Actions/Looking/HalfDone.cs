using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Guard;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>Tells by the object whether a request was carried out, and clears away what the first of two left alone.</summary>
internal sealed class HalfDone(IClusterClient cluster, ILeadership leadership)
{
    /// <param name="action">whose outcome is not known</param>
    /// <param name="undone">the action that it undoes; null if it is no undo</param>
    /// <param name="found">its object as it is now; null if it is gone</param>
    /// <param name="cancel">gives up</param>
    /// <returns>whether it was done; null when that can't be said yet</returns>
    public async Task<bool?> LookAsync(ActionRecord action, ActionRecord? undone, FreshObject? found, CancellationToken cancel)
    {
        if (action.Cause == ActionCause.Undo) return await IsUndoneAsync(action, undone, found, cancel).ConfigureAwait(false);

        // after a delete of unknown outcome: gone, or another uid, means done
        if (action.Removes) return found is null || found.Item.Uid != action.Uid || found.Item.DeletionTimestamp is not null;
        if (found is null || found.Item.Uid != action.Uid || !Carries(found.Item, action, action.Id)) return false;
        if (!IsByScale(action)) return UndoPlanner.Stands(action, found) || IsOurs(action, found);
        var scale = await cluster.ReadScaleAsync(action.Kind, action.Target.Namespace, action.Target.Name, cancel).ConfigureAwait(false);
        if (scale.Result is not ReadResult.Found || scale.Uid != action.Uid) return scale.Result is ReadResult.Gone ? false : null;
        if (scale.Replicas == 0) return true;

        // INVARIANT: a write that is still on its way rests on this version, so that it fails once this one is made.
        return await ClearAsync(action, found, cancel).ConfigureAwait(false) ? false : null;
    }

    /// <summary>What is known of a change that was not made, for people.</summary>
    /// <inheritdoc cref="LookAsync" />
    public static string WhyNot(ActionRecord action, FreshObject? found) => action switch
    {
        { Cause: ActionCause.Undo } when found is not null && found.Item.Uid != action.Uid =>
            "looked up: another object has that name now: it was deleted and created again",
        { Cause: ActionCause.Undo, Previous: not UndoPlanner.Created } when found is not null && !Carries(found.Item, action, action.Undoes ?? "") =>
            "looked up: somebody took the action's annotations off the object, which is as the action left it: it is not undone, and has to be by hand",
        { Cause: not ActionCause.Undo, Removes: false } when found is not null && found.Item.Uid == action.Uid && !IsByScale(action)
            && Carries(found.Item, action, action.Id) =>
            "looked up: somebody else put the action's id on the object, which is as it was before",
        _ => "looked up: the cluster does not show it",
    };

    // INVARIANT: an undo is done where the field says so. Somebody may have taken the annotations off and left the object as it was.
    private async Task<bool?> IsUndoneAsync(ActionRecord undo, ActionRecord? undone, FreshObject? found, CancellationToken cancel)
    {
        // created again: it carries the undo's id
        if (undo.Previous == UndoPlanner.Created)
            return found is not null && (string?)found.Item.Annotation(ActionAnnotations.ActionId) == undo.Id;
        if (found is null || found.Item.Uid != undo.Uid) return false;
        var changes = undone is null || UndoPlanner.Changes(undone);
        var carries = Carries(found.Item, undo, undo.Undoes ?? "");
        if (IsByScale(undo))
        {
            var scale = await cluster.ReadScaleAsync(undo.Kind, undo.Target.Namespace, undo.Target.Name, cancel).ConfigureAwait(false);
            return scale.Result == ReadResult.Found ? scale.Replicas != 0 || (!carries && !changes) : null;
        }

        return !carries && (!changes || undone is null || !UndoPlanner.Stands(undone, found));
    }

    private async Task<bool> ClearAsync(ActionRecord action, FreshObject found, CancellationToken cancel)
    {
        if (await leadership.ConfirmAsync(cancel).ConfigureAwait(false) is not null) return false;
        var annotations = new JsonObject();
        foreach (var name in ActionAnnotations.LeftBy(action.Verb)) annotations[name] = null;
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["uid"] = found.Item.Uid,
                ["resourceVersion"] = found.Item.ResourceVersion,
                ["annotations"] = annotations,
            },
        };
        var cleared = await cluster.MergePatchAsync(
            action.Kind, action.Target.Namespace, action.Target.Name, Encoding.UTF8.GetBytes(patch.ToJsonString()), dryRun: false, cancel)
            .ConfigureAwait(false);
        return cleared.Result is WriteResult.Done or WriteResult.Gone;
    }

    private static bool IsByScale(ActionRecord action) =>
        action.Verb == ActionVerb.Stop && ActionPlanner.Sort(action.Kind) == StopSort.Scale;

    // INVARIANT: an action that somebody reverted before the look was done. One write made the change and put on the id, so that who put on
    // the id tells; where the server does not say, the id is believed.
    private static bool IsOurs(ActionRecord action, FreshObject found)
    {
        var owners = found.Managers.OwnersOf("metadata", "annotations", ActionAnnotations.IdOf(action.Verb));
        return owners.Count == 0 || owners.Any(owner => owner.Name == ActionWriter.Manager);
    }

    private static bool Carries(KubeObject item, ActionRecord action, string id) =>
        (string?)item.Annotation(ActionAnnotations.IdOf(action.Verb)) == id;
}
