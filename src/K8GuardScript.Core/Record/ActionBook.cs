using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>
/// The latest recorded actions, and every one whose outcome is not known; older ones are in the store alone. Not safe from several threads.
/// </summary>
/// <param name="most">how many it holds</param>
internal sealed class ActionBook(int most = ActionBook.Most)
{
    /// <summary>How many it holds unless told: schedules may stop thousands of workloads each day, and budgets look at an hour.</summary>
    public const int Most = 20_000;

    private readonly Dictionary<string, ActionRecord> actions = [];
    private readonly SortedSet<ActionRecord> newestLast = new(Comparer<ActionRecord>.Create(ByTime));
    private readonly Dictionary<string, ActionRecord> unsettled = [];
    private readonly Dictionary<ObjectKey, List<string>> byTarget = [];
    private readonly Dictionary<string, List<string>> following = [];

    // by the action, as several may be about one object; of those that are not held too
    private readonly Dictionary<(ObjectKey Object, string Uid), HashSet<string>> deletes = [];
    private IReadOnlyList<ActionRecord>? newestFirst;

    /// <summary>How many are done, of those that were ever held since the start.</summary>
    public int Done { get; private set; }

    /// <summary>Whether there may be more than it holds.</summary>
    public bool IsFull => actions.Count >= most;

    public void Put(ActionRecord action)
    {
        if (actions.TryGetValue(action.Id, out var before)) Remove(before);

        // the manifest stays in the store: of many deletions they would fill the memory
        actions[action.Id] = action = action with { Manifest = null };
        newestLast.Add(action);
        Add(byTarget, action.Target, action.Id);
        foreach (var id in Followed(action)) Add(following, id, action.Id);
        newestFirst = null;
        if (action.State is ActionState.Intended or ActionState.Unknown) unsettled[action.Id] = action;
        if (action.State is ActionState.Done) Done++;
        NoteDelete(action);
        while (actions.Count > most && newestLast.FirstOrDefault(old => !unsettled.ContainsKey(old.Id)) is { } oldest) Drop(oldest);
    }

    /// <summary>The store does not have an action any more.</summary>
    public void Forget(ActionRecord action)
    {
        if (actions.TryGetValue(action.Id, out var known)) Drop(known);
        ForgetDelete(action);
    }

    public ActionRecord? Find(string id) => actions.GetValueOrDefault(id);

    public IReadOnlyList<ActionRecord> NewestFirst() => newestFirst ??= [.. newestLast.Reverse()];

    /// <summary>Those that were decided after an instant, newest first; costs nothing for older ones.</summary>
    public IEnumerable<ActionRecord> After(DateTimeOffset instant) => newestLast.Reverse().TakeWhile(action => action.IntendedAt > instant);

    /// <summary>Those on one object, in no promised order.</summary>
    public IEnumerable<ActionRecord> On(ObjectKey target) => byTarget.GetValueOrDefault(target, []).Select(id => actions[id]);

    /// <summary>Those that take one back or are part of it, done or not, in no promised order.</summary>
    public IEnumerable<ActionRecord> Following(string id) => following.GetValueOrDefault(id, []).Select(other => actions[other]);

    /// <summary>Those whose outcome is not known, newest first.</summary>
    public IReadOnlyList<ActionRecord> Unsettled() => unsettled.Count == 0 ? [] : InOrder(unsettled.Values);

    /// <summary>Whether the outcome of one on an object is not known.</summary>
    public bool HasUnsettledOn(ObjectKey target) => unsettled.Count > 0 && On(target).Any(action => unsettled.ContainsKey(action.Id));

    /// <summary>Whether one deleted this very object, or may have.</summary>
    public bool HasDeleted(ObjectKey target, string uid) => deletes.Count > 0 && deletes.ContainsKey((target, uid));

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<ActionRecord> InOrder(IEnumerable<ActionRecord> some) => [.. some.OrderDescending(Comparer<ActionRecord>.Create(ByTime))];

    private void Remove(ActionRecord before)
    {
        Drop(before);
        if (before.State is ActionState.Done) Done--;
        ForgetDelete(before);
    }

    private void Drop(ActionRecord known)
    {
        actions.Remove(known.Id);
        newestLast.Remove(known);
        unsettled.Remove(known.Id);
        Remove(byTarget, known.Target, known.Id);
        foreach (var id in Followed(known)) Remove(following, id, known.Id);
        newestFirst = null;
    }

    private void NoteDelete(ActionRecord action)
    {
        if (action is not { Removes: true, State: not ActionState.Refused }) return;
        if (!deletes.TryGetValue((action.Target, action.Uid), out var ids)) deletes[(action.Target, action.Uid)] = ids = [];
        ids.Add(action.Id);
    }

    private void ForgetDelete(ActionRecord action)
    {
        if (!deletes.TryGetValue((action.Target, action.Uid), out var ids)) return;
        ids.Remove(action.Id);
        if (ids.Count == 0) deletes.Remove((action.Target, action.Uid));
    }

    private static IEnumerable<string> Followed(ActionRecord action) => ((string?[])[action.Undoes, action.PartOf]).OfType<string>();

    private static void Add<T>(Dictionary<T, List<string>> to, T under, string id)
        where T : notnull
    {
        if (!to.TryGetValue(under, out var ids)) to[under] = ids = new List<string>(1);
        ids.Add(id);
    }

    private static void Remove<T>(Dictionary<T, List<string>> from, T under, string id)
        where T : notnull
    {
        if (from.TryGetValue(under, out var ids) && ids.Remove(id) && ids.Count == 0) from.Remove(under);
    }

    private static int ByTime(ActionRecord one, ActionRecord other) =>
        one.IntendedAt.CompareTo(other.IntendedAt) is not 0 and var byTime ? byTime : string.CompareOrdinal(one.Id, other.Id);
}
