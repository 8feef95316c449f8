using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>What the ledger knows of actions. Those of old are read from the store.</summary>
internal sealed partial class Ledger
{
    /// <summary>How many actions are done, of those in memory when the program started, and since.</summary>
    public int ActionsDone
    {
        get
        {
            lock (gate) return actions.Done;
        }
    }

    /// <summary>The latest <see cref="ActionBook.Most"/>, newest first.</summary>
    public IReadOnlyList<ActionRecord> Actions()
    {
        lock (gate) return actions.NewestFirst();
    }

    /// <summary>Actions whose outcome is not known, newest first.</summary>
    public IReadOnlyList<ActionRecord> UnsettledActions()
    {
        lock (gate) return actions.Unsettled();
    }

    /// <summary>Whether an action's outcome on an object is not known. Costs nothing while all are.</summary>
    public bool HasUnsettledActionOn(in ObjectKey target)
    {
        lock (gate) return actions.HasUnsettledOn(target);
    }

    /// <summary>What was decided after an instant, in whatever state, newest first. Costs nothing for what was before.</summary>
    public IReadOnlyList<ActionRecord> ActionsAfter(DateTimeOffset instant)
    {
        lock (gate) return [.. actions.After(instant)];
    }

    /// <summary>One action, without its manifest; null if there is none.</summary>
    public ActionRecord? FindAction(string id)
    {
        lock (gate) return actions.Find(id) ?? (actions.IsFull ? Asked(() => store.Action(id)) : null);
    }

    /// <summary>Every action on one object, newest first.</summary>
    public IReadOnlyList<ActionRecord> ActionsOn(ObjectKey target)
    {
        lock (gate)
        {
            var known = actions.On(target);
            return ActionBook.InOrder(actions.IsFull ? known.UnionBy(Asked(() => store.ActionsOn(target)), action => action.Id) : known);
        }
    }

    /// <summary>The action that took one back and is done, or null.</summary>
    public ActionRecord? UndoOf(string id)
    {
        lock (gate)
        {
            return FollowingActions(id).FirstOrDefault(action => action.Undoes == id && action.State == ActionState.Done);
        }
    }

    /// <summary>The actions that undo another one, or are part of it, whatever came of them.</summary>
    public IReadOnlyList<ActionRecord> FollowingActions(string id)
    {
        lock (gate)
        {
            var known = actions.Following(id);
            return [.. actions.IsFull ? known.UnionBy(Asked(() => store.Following(id)), action => action.Id) : known];
        }
    }

    /// <summary>The latest action on an object that is done, undos aside; null if there is none.</summary>
    public ActionRecord? LatestAction(ObjectKey target) =>
        ActionsOn(target).FirstOrDefault(action => action is { State: ActionState.Done, Cause: not ActionCause.Undo });

    /// <summary>The manifest that was stored with an action; null where none was.</summary>
    public string? Manifest(string action) => Asked(() => store.Manifest(action));

    /// <summary>
    /// Whether an object is gone because the guard deleted it for this episode, or is just about to: the watch may tell of it
    /// before the outcome of the request is written down.
    /// </summary>
    public bool WasDeletedByUs(Episode episode)
    {
        lock (gate) return actions.HasDeleted(episode.Key.Object, episode.Uid);
    }
}
