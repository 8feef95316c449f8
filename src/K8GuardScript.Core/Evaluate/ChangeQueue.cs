using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Keys that wait for evaluation. A key that waits already is not queued twice: only the latest version matters, and whoever wanted
/// it judged. So there are never more than objects. Safe from any thread.
/// </summary>
/// <remarks>
/// INVARIANT: a key that was taken is not given out again before it is put back: no two threads judge one object, and no verdict is
/// recorded after a later one.
/// </remarks>
internal sealed class ChangeQueue(TimeProvider clock) : IDisposable
{
    // of what is taken at once, so that neither lane waits for the other to run empty
    private const int SweepShare = 4;

    // the first list of a large cluster leaves room that is not needed again
    private const int Roomy = 4096;

    private readonly Lock gate = new();
    private readonly KeyLane[] lanes = [new(), new(), new()];
    private readonly int[] depths = new int[3];

    // what was slowed down waits for itself: a change of its object must not send it to the end of its lane again
    private readonly Dictionary<ObjectKey, Waiting> waiting = [];
    private readonly Dictionary<ObjectKey, Waiting> slow = [];
    private readonly HashSet<ObjectKey> taken = [];
    private readonly List<QueueMark> marks = [];
    private long everDone;
    private TaskCompletionSource? filled;
    private TaskCompletionSource? filledSlow;

    /// <summary>How many keys wait, in all lanes.</summary>
    public int Depth
    {
        get
        {
            lock (gate) return waiting.Count + slow.Count;
        }
    }

    /// <summary>How many keys were taken and are neither done nor put back yet.</summary>
    public int Taken
    {
        get
        {
            lock (gate) return taken.Count;
        }
    }

    /// <summary>How many keys were done with so far.</summary>
    public long EverDone
    {
        get
        {
            lock (gate) return everDone;
        }
    }

    /// <summary>How many keys wait in a lane.</summary>
    public int DepthOf(Lane lane)
    {
        lock (gate) return depths[(int)lane];
    }

    /// <summary>How long the key has waited that may be taken next from a lane; nothing if there is none.</summary>
    public TimeSpan AgeOf(Lane lane)
    {
        lock (gate)
        {
            DropMoved(lane);
            return lanes[(int)lane].TryPeek(out var first) ? clock.GetElapsedTime(KeysOf(lane)[first].Since) : TimeSpan.Zero;
        }
    }

    /// <summary>Queues an object, or adds to who wants it judged.</summary>
    public void Enqueue(ObjectKey key, Wanted wanted, Lane lane = Lane.Change)
    {
        var since = clock.GetTimestamp();
        lock (gate)
        {
            Add(key, new Waiting(wanted, lane, since));
            Wake();
        }
    }

    /// <summary>Completes once a key may be taken.</summary>
    public Task WaitAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (lanes[(int)Lane.Change].Ready + lanes[(int)Lane.Sweep].Ready > 0) return Task.CompletedTask;
            filled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return filled.Task.WaitAsync(cancel);
        }
    }

    /// <summary>Completes once a key may be taken for policies that were slowed down.</summary>
    public Task WaitSlowAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (lanes[(int)Lane.Slow].Ready > 0) return Task.CompletedTask;
            filledSlow ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return filledSlow.Task.WaitAsync(cancel);
        }
    }

    /// <summary>
    /// Takes the keys that waited longest, changes before sweeps, but some of each. A change that comes after this call queues its key
    /// again; it can be taken again once it is <see cref="Done"/> or came back.
    /// </summary>
    /// <param name="most">how many</param>
    public List<QueuedKey> Take(int most)
    {
        var keys = new List<QueuedKey>();
        lock (gate)
        {
            TakeFrom(Lane.Change, lanes[(int)Lane.Sweep].Ready == 0 ? most : most - (most / SweepShare), keys);
            TakeFrom(Lane.Sweep, most - keys.Count, keys);
            if (keys.Count < most) TakeFrom(Lane.Change, most - keys.Count, keys);
        }

        return keys;
    }

    /// <summary>The same from what waits for policies that were slowed down.</summary>
    public List<QueuedKey> TakeSlow(int most)
    {
        var keys = new List<QueuedKey>();
        lock (gate) TakeFrom(Lane.Slow, most, keys);
        return keys;
    }

    /// <summary>The verdicts on these keys are recorded.</summary>
    public void Done(IEnumerable<QueuedKey> keys)
    {
        lock (gate)
        {
            foreach (var queued in keys)
            {
                Release(queued.Key, isFirst: false);
                everDone++;
                Check(queued);
            }

            marks.RemoveAll(mark => mark.IsThrough);

            if (waiting is { Count: 0, Capacity: > Roomy })
            {
                waiting.TrimExcess();
                foreach (var lane in lanes) lane.Trim();
            }

            Wake();
        }
    }

    /// <summary>Remembers all that waits now, or was taken and is not done yet.</summary>
    public QueueMark Mark()
    {
        lock (gate)
        {
            var mark = new QueueMark([.. waiting.Keys, .. slow.Keys, .. taken]);
            marks.Add(mark);
            return mark;
        }
    }

    /// <summary>These keys were taken and not judged: they wait again, as long as they did and for whom they did.</summary>
    public void PutBack(IEnumerable<QueuedKey> keys)
    {
        lock (gate)
        {
            foreach (var queued in keys)
            {
                Add(queued.Key, new Waiting(queued.Wanted, queued.Lane, queued.Since));
                Release(queued.Key, isFirst: true);
            }

            Wake();
        }
    }

    /// <summary>Whoever waits is told that nothing will come.</summary>
    public void Dispose()
    {
        filled?.TrySetCanceled();
        filledSlow?.TrySetCanceled();
    }

    private Dictionary<ObjectKey, Waiting> KeysOf(Lane lane) => lane == Lane.Slow ? slow : waiting;

    private void Add(in ObjectKey key, in Waiting added)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(KeysOf(added.Lane), key, out var isKnown);
        var isHeld = taken.Count > 0 && taken.Contains(key);
        if (!isKnown)
        {
            known = added;
            depths[(int)added.Lane]++;
            if (!isHeld) Line(key, ref known, isFirst: false);
            return;
        }

        var before = known.Lane;
        known = known.And(added);
        if (known.Lane == before) return;
        depths[(int)before]--;
        depths[(int)known.Lane]++;
        known.IsLined = false;
        if (isHeld) return;
        lanes[(int)before].Ready--;
        Line(key, ref known, isFirst: false);
    }

    private void Line(in ObjectKey key, ref Waiting entry, bool isFirst)
    {
        var lane = lanes[(int)entry.Lane];
        lane.Ready++;
        if (entry.IsLined) return;
        entry.IsLined = true;
        if (isFirst) lane.AddFirst(key);
        else lane.Add(key);
    }

    private void Release(in ObjectKey key, bool isFirst)
    {
        if (!taken.Remove(key)) return;
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(waiting, key);
        if (!Unsafe.IsNullRef(ref entry)) Line(key, ref entry, isFirst);
        ref var slowed = ref CollectionsMarshal.GetValueRefOrNullRef(slow, key);
        if (!Unsafe.IsNullRef(ref slowed)) Line(key, ref slowed, isFirst);
    }

    private void TakeFrom(Lane lane, int most, List<QueuedKey> keys)
    {
        for (var left = most; left > 0 && lanes[(int)lane].Ready > 0; left--)
        {
            DropMoved(lane);
            if (!lanes[(int)lane].TryTake(out var key)) return;
            KeysOf(lane).Remove(key, out var entry);
            lanes[(int)lane].Ready--;
            depths[(int)lane]--;
            taken.Add(key);

            // until it is put back, nobody may take it from where else it waits
            if (lane != Lane.Slow && slow.ContainsKey(key)) lanes[(int)Lane.Slow].Ready--;
            if (lane == Lane.Slow && waiting.TryGetValue(key, out var other)) lanes[(int)other.Lane].Ready--;
            keys.Add(new QueuedKey(key, entry.Wanted, lane, entry.Since));
        }
    }

    // what moved to another lane, or is held by whoever took it, leaves its place here
    private void DropMoved(Lane lane)
    {
        var keys = KeysOf(lane);
        while (lanes[(int)lane].TryPeek(out var key))
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(keys, key);
            if (!Unsafe.IsNullRef(ref entry) && entry.Lane == lane)
            {
                if (!taken.Contains(key)) return;
                entry.IsLined = false;
            }

            lanes[(int)lane].TryTake(out _);
        }
    }

    // what is still to be judged apart, or by those that are not slow, is not through
    private void Check(in QueuedKey done)
    {
        if (marks.Count == 0 || (done.Lane == Lane.Slow ? waiting : slow).ContainsKey(done.Key)) return;
        foreach (var mark in marks) mark.Done(done.Key);
    }

    private void Wake()
    {
        if (filled is not null && lanes[(int)Lane.Change].Ready + lanes[(int)Lane.Sweep].Ready > 0)
        {
            filled.TrySetResult();
            filled = null;
        }

        if (filledSlow is null || lanes[(int)Lane.Slow].Ready == 0) return;
        filledSlow.TrySetResult();
        filledSlow = null;
    }

    private struct Waiting(Wanted wanted, Lane lane, long since)
    {
        public readonly Wanted Wanted => wanted;

        public readonly Lane Lane => lane;

        public readonly long Since => since;

        /// <summary>Whether it has a place in its lane.</summary>
        public bool IsLined { get; set; }

        // changes beat sweeps, and the age is that of what came in the lane that it waits in
        public readonly Waiting And(in Waiting other)
        {
            var both = Wanted.And(other.Wanted);
            if (Lane == other.Lane) return new Waiting(both, Lane, Math.Min(Since, other.Since)) { IsLined = IsLined };
            var first = Lane < other.Lane ? this : other;
            return new Waiting(both, first.Lane, first.Since) { IsLined = IsLined };
        }
    }
}
