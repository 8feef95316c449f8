using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Knows which verdicts rest on which other objects, and queues them again when those change: at most once a second, and by the
/// policy that asked alone. Safe from any thread.
/// </summary>
/// <param name="queue">of what is judged again</param>
/// <param name="rulebook">tells who reads <c>status</c></param>
/// <param name="clock">for the pace</param>
/// <param name="mostNotes">beyond so many, a policy that asks is told of every change of the kind for all of its objects</param>
internal sealed class Dependents(ChangeQueue queue, Rulebook rulebook, TimeProvider clock, int mostNotes = 2_000_000) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly LookUpNotes notes = new();
    private readonly Dictionary<NotedPlace, Touch> due = [];
    private readonly Dictionary<ObjectKey, Wanted> awaited = [];
    private Action<Policy>? everyObject;
    private ITimer? timer;
    private long? lastFlush;
    private long runs;

    /// <summary>How many notes there are.</summary>
    public int Count
    {
        get
        {
            lock (gate) return notes.Count;
        }
    }

    /// <param name="enqueueAll">queues every object that a policy reads</param>
    public void Attach(Action<Policy> enqueueAll) => everyObject = enqueueAll;

    /// <summary>A verdict is about to be made.</summary>
    /// <returns>the run, for <see cref="Note"/> and <see cref="End"/></returns>
    public long Begin() => Interlocked.Increment(ref runs);

    /// <summary>The verdict rests on others.</summary>
    /// <param name="policy">id of the policy that judges</param>
    /// <param name="asking">the object that is judged</param>
    /// <param name="asked">the others</param>
    /// <param name="run">from <see cref="Begin"/></param>
    public void Note(string policy, in ObjectKey asking, in AskedPlace asked, long run)
    {
        lock (gate)
        {
            if (notes.Count < mostNotes) notes.Add(policy, asking, asked, run);
            else notes.Add(policy, LookUpNotes.EveryObject, asked.WholeKind, run);
        }
    }

    /// <summary>The verdict was made, or broke: what it asked for before this run, and not again, is dropped.</summary>
    public void End(string policy, in ObjectKey asking, long run)
    {
        lock (gate) notes.DropBefore(policy, asking, run);
    }

    /// <summary>Whether an earlier version of a policy left notes.</summary>
    public bool KnowsAny(string policy)
    {
        lock (gate) return notes.HasAnyOf(policy);
    }

    /// <summary>The object is gone.</summary>
    public void Forget(in ObjectKey asking)
    {
        lock (gate) notes.Drop(asking);
    }

    /// <summary>Other policies are in force: what those asked for that went, or that look elsewhere now, is dropped.</summary>
    public void Keep(PolicySet policies)
    {
        lock (gate)
        {
            notes.Keep((id, key) => policies.Find(id) is { } policy
                && (key == LookUpNotes.EveryObject || Sitting.LooksAt(policy, new KindName(key.Group, "", key.Kind))));
        }
    }

    /// <summary>An object changed, came or went.</summary>
    /// <param name="kind">its kind</param>
    /// <param name="item">the object, or what is known last of it</param>
    /// <param name="before">what it was, if it only changed</param>
    /// <param name="change">what changed of it</param>
    public void Changed(KindName kind, KubeObject item, KubeObject? before, ObjectChange change)
    {
        var key = new ObjectKey(kind.Group, kind.Kind, item.Namespace, item.Name);
        lock (gate)
        {
            if (notes.Count == 0) return;
            var named = new AskedPlace(kind.Group, kind.Kind, item.Namespace, item.Name, null);
            MarkAround(named, change, key);
            foreach (var place in notes.Matching(kind, item)) Mark(place, change, key);
            if (before is not null && change.HasFlag(ObjectChange.Other))
            {
                foreach (var place in notes.Matching(kind, before)) Mark(place, change, key);
            }
        }

        Schedule();
    }

    /// <summary>What nodes say of an image changed.</summary>
    /// <param name="name">spelt out, see <see cref="ImageName"/></param>
    public void ImageChanged(string name)
    {
        lock (gate) MarkAround(AskedPlace.Image(name), ObjectChange.Other, null);
        Schedule();
    }

    /// <summary>What can be known about a whole kind changed.</summary>
    public void Changed(KindName kind)
    {
        lock (gate)
        {
            foreach (var place in notes.Places.Where(place => place.Place.IsOf(kind))) Mark(place, ObjectChange.Other, null);
        }

        Schedule();
    }

    /// <summary>An object must be judged again, but no sooner than those that rest on others.</summary>
    public void Await(ObjectKey key, Wanted wanted)
    {
        lock (gate) awaited[key] = awaited.TryGetValue(key, out var known) ? known.And(wanted) : wanted;
        Schedule();
    }

    public void Dispose() => timer?.Dispose();

    private void MarkAround(in AskedPlace named, ObjectChange change, ObjectKey? changed)
    {
        if (notes.At(named) is { } one) Mark(one, change, changed);
        if (notes.At(named.WholeNamespace) is { } some) Mark(some, change, changed);
        if (notes.At(named.WholeKind) is { } all) Mark(all, change, changed);
    }

    private void Mark(NotedPlace place, ObjectChange change, ObjectKey? changed) =>
        due[place] = due.TryGetValue(place, out var earlier) ? earlier.And(change, changed) : new Touch(change, changed);

    private void Schedule()
    {
        List<Policy> wide;
        lock (gate)
        {
            if (due.Count == 0 && awaited.Count == 0) return;
            var left = lastFlush is { } last ? Pace - clock.GetElapsedTime(last) : TimeSpan.Zero;
            if (left > TimeSpan.Zero)
            {
                timer ??= clock.CreateTimer(_ => OnTime(), null, left, Timeout.InfiniteTimeSpan);
                return;
            }

            wide = Flush();
        }

        foreach (var policy in wide) everyObject?.Invoke(policy);
    }

    private void OnTime()
    {
        List<Policy> wide;
        lock (gate) wide = Flush();
        foreach (var policy in wide) everyObject?.Invoke(policy);
    }

    // gives the policies that are told of all their objects: finding those asks the store, which is not done under the lock
    private List<Policy> Flush()
    {
        timer?.Dispose();
        timer = null;
        lastFlush = clock.GetTimestamp();
        var policies = rulebook.Current.Policies;
        var wanted = new Dictionary<string, (Policy? Policy, Wanted Wanted)>(StringComparer.Ordinal);
        var wide = new HashSet<Policy>(ReferenceEqualityComparer.Instance);
        foreach (var (place, touch) in due)
        {
            foreach (var (id, asking) in notes.AskersOf(place))
            {
                if (!wanted.TryGetValue(id, out var by)) wanted[id] = by = (policies.Find(id), Wanted.Only(id));
                if (by.Policy is not { } policy || touch.IsNothingTo(policy, asking)) continue;
                if (asking == LookUpNotes.EveryObject) wide.Add(policy);
                else queue.Enqueue(asking, by.Wanted);
            }
        }

        due.Clear();
        foreach (var (key, by) in awaited) queue.Enqueue(key, by);
        awaited.Clear();
        return [.. wide];
    }
}
