using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Knows which verdicts rest on which other objects, and queues them again when those change: at most once a second. Safe from
/// any thread.
/// </summary>
internal sealed class Dependents(ChangeQueue queue, TimeProvider clock) : IDisposable
{
    /// <summary>Of one kind; who asks for more places is told of every change of the kind.</summary>
    public const int MaxPlaces = 64;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Place, HashSet<ObjectKey>> byPlace = [];
    private readonly Dictionary<ObjectKey, HashSet<Place>> byAsking = [];
    private readonly Dictionary<ObjectKey, HashSet<Place>> before = [];
    private readonly Dictionary<ObjectKey, Wanted> due = [];
    private ITimer? timer;
    private long? lastFlush;

    /// <summary>An object is about to be judged by every policy: what it asked for before is dropped unless it asks again.</summary>
    public void Begin(ObjectKey asking)
    {
        lock (gate)
        {
            if (byAsking.TryGetValue(asking, out var places)) before[asking] = [.. places];
        }
    }

    /// <summary>The object was judged.</summary>
    /// <param name="asking">the same as in <see cref="Begin"/></param>
    public void End(ObjectKey asking)
    {
        lock (gate)
        {
            if (!before.Remove(asking, out var left)) return;
            foreach (var place in left) Drop(asking, place);
        }
    }

    /// <summary>The object is not judged any more.</summary>
    public void Forget(ObjectKey asking)
    {
        lock (gate)
        {
            before.Remove(asking);
            if (!byAsking.TryGetValue(asking, out var places)) return;
            foreach (var place in places.ToList()) Drop(asking, place);
        }
    }

    /// <summary>The verdict on an object rests on others.</summary>
    /// <param name="asking">the object that is judged</param>
    /// <param name="kind">kind of the others</param>
    /// <param name="ns">null for every namespace</param>
    /// <param name="name">null for every name</param>
    public void Note(ObjectKey asking, KindName kind, string? ns, string? name)
    {
        var place = new Place(kind.Group, kind.Kind, ns, name);
        lock (gate)
        {
            if (!byAsking.TryGetValue(asking, out var places)) byAsking[asking] = places = [];
            var whole = new Place(kind.Group, kind.Kind, null, null);
            if (place != whole && !places.Contains(place)
                && (places.Contains(whole) || places.Count(known => known.IsOf(kind.Group, kind.Kind)) >= MaxPlaces))
            {
                place = whole;
            }

            if (before.TryGetValue(asking, out var left)) left.Remove(place);
            if (!places.Add(place)) return;
            if (!byPlace.TryGetValue(place, out var dependents)) byPlace[place] = dependents = [];
            dependents.Add(asking);
        }
    }

    /// <summary>An object changed, came or went.</summary>
    public void Changed(ObjectKey changed)
    {
        lock (gate)
        {
            if (byPlace.Count == 0) return;
            Take(new Place(changed.Group, changed.Kind, changed.Namespace, changed.Name), changed);
            Take(new Place(changed.Group, changed.Kind, changed.Namespace, null), changed);
            Take(new Place(changed.Group, changed.Kind, null, null), changed);
            Schedule();
        }
    }

    /// <summary>What can be known about a whole kind changed.</summary>
    public void Changed(KindName kind)
    {
        lock (gate)
        {
            foreach (var (place, dependents) in byPlace)
            {
                if (!place.IsOf(kind.Group, kind.Kind)) continue;
                foreach (var asking in dependents) Due(asking, Wanted.All);
            }

            Schedule();
        }
    }

    /// <summary>An object must be judged again, but no sooner than those that rest on others.</summary>
    public void Await(ObjectKey key, Wanted wanted)
    {
        lock (gate)
        {
            Due(key, wanted);
            Schedule();
        }
    }

    public void Dispose() => timer?.Dispose();

    // the object itself is queued by its own change
    private void Take(Place place, ObjectKey changed)
    {
        if (!byPlace.TryGetValue(place, out var dependents)) return;
        foreach (var asking in dependents)
        {
            if (asking != changed) Due(asking, Wanted.All);
        }
    }

    private void Drop(ObjectKey asking, Place place)
    {
        if (byPlace.TryGetValue(place, out var dependents) && dependents.Remove(asking) && dependents.Count == 0) byPlace.Remove(place);
        if (byAsking.TryGetValue(asking, out var places) && places.Remove(place) && places.Count == 0) byAsking.Remove(asking);
    }

    private void Due(ObjectKey key, Wanted wanted) => due[key] = due.TryGetValue(key, out var known) ? known.And(wanted) : wanted;

    private void Schedule()
    {
        if (due.Count == 0) return;
        var left = lastFlush is { } last ? Pace - clock.GetElapsedTime(last) : TimeSpan.Zero;
        if (left <= TimeSpan.Zero) Flush();
        else if (timer is null) timer = clock.CreateTimer(_ => OnTime(), null, left, Timeout.InfiniteTimeSpan);
    }

    private void OnTime()
    {
        lock (gate) Flush();
    }

    private void Flush()
    {
        timer?.Dispose();
        timer = null;
        lastFlush = clock.GetTimestamp();
        foreach (var (key, wanted) in due) queue.Enqueue(key, wanted);
        due.Clear();
    }

    private readonly record struct Place(string Group, string Kind, string? Namespace, string? Name)
    {
        public bool IsOf(string group, string kind) => Kind == kind && Group == group;
    }
}
