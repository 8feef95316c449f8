using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>The recorded actions. Not safe from several threads.</summary>
internal sealed class ActionBook
{
    private readonly Dictionary<string, ActionRecord> actions = [];
    private readonly Dictionary<string, ActionRecord> unsettled = [];

    // by the action, as several may be about one object
    private readonly Dictionary<(ObjectKey Object, string Uid), HashSet<string>> deletes = [];
    private readonly Dictionary<string, HashSet<string>> following = [];
    private readonly Dictionary<ObjectKey, string> latest = [];
    private IReadOnlyList<ActionRecord>? newestFirst;

    /// <summary>How many are done.</summary>
    public int Done { get; private set; }

    public void Put(ActionRecord action)
    {
        if (actions.TryGetValue(action.Id, out var before)) Forget(before);
        else Follow(action);

        // the manifest stays in the store: of many deletions they would fill the memory
        actions[action.Id] = action = action with { Manifest = null };
        newestFirst = null;
        if (action.State is ActionState.Intended or ActionState.Unknown) unsettled[action.Id] = action;
        if (action.State is ActionState.Done) Done++;
        if (action is { State: ActionState.Done, Cause: not ActionCause.Undo } && !(Latest(action.Target)?.IntendedAt > action.IntendedAt))
            latest[action.Target] = action.Id;
        if (!Deletes(action)) return;
        if (!deletes.TryGetValue(Target(action), out var ids)) deletes[Target(action)] = ids = [];
        ids.Add(action.Id);
    }

    public IReadOnlyList<ActionRecord> NewestFirst() => newestFirst ??= InOrder(actions.Values);

    /// <summary>Those whose outcome is not known, newest first.</summary>
    public IReadOnlyList<ActionRecord> Unsettled() => unsettled.Count == 0 ? [] : InOrder(unsettled.Values);

    /// <summary>Whether one deleted this very object, or may have.</summary>
    public bool HasDeleted(ObjectKey target, string uid) => deletes.Count > 0 && deletes.ContainsKey((target, uid));

    public ActionRecord? Find(string id) => actions.GetValueOrDefault(id);

    /// <summary>The latest that changed an object and is done, undos aside; null if there is none.</summary>
    public ActionRecord? Latest(ObjectKey target) => latest.TryGetValue(target, out var id) ? actions[id] : null;

    /// <summary>Those that undo an action, or are part of it, in no promised order.</summary>
    public IReadOnlyList<ActionRecord> Following(string id) =>
        following.TryGetValue(id, out var ids) ? [.. ids.Select(other => actions[other])] : [];

    private void Forget(ActionRecord before)
    {
        unsettled.Remove(before.Id);
        if (before.State is ActionState.Done) Done--;
        if (!Deletes(before)) return;
        var ids = deletes[Target(before)];
        ids.Remove(before.Id);
        if (ids.Count == 0) deletes.Remove(Target(before));
    }

    private void Follow(ActionRecord action)
    {
        foreach (var id in (string?[])[action.Undoes, action.PartOf])
        {
            if (id is null) continue;
            if (!following.TryGetValue(id, out var ids)) following[id] = ids = [];
            ids.Add(action.Id);
        }
    }

    private static IReadOnlyList<ActionRecord> InOrder(IEnumerable<ActionRecord> some) =>
        [.. some.OrderByDescending(action => action.IntendedAt).ThenByDescending(action => action.Id, StringComparer.Ordinal)];

    private static bool Deletes(ActionRecord action) => action is { Removes: true, State: not ActionState.Refused };

    private static (ObjectKey Object, string Uid) Target(ActionRecord action) => (action.Target, action.Uid);
}
