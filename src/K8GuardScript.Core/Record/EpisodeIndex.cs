using System.Collections.Concurrent;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>Live episodes by an object. Read from any thread without a lock; written by one at a time.</summary>
internal sealed class EpisodeIndex
{
    // Most objects have one episode, which then stands for itself; several are an array that is never changed.
    private readonly ConcurrentDictionary<ObjectKey, object> places = new(concurrencyLevel: 1, capacity: 31);

    /// <summary>Every episode, each once unless it changes meanwhile; takes no copy.</summary>
    public IEnumerable<Episode> All()
    {
        foreach (var (_, held) in places)
        {
            if (held is Episode one)
            {
                yield return one;
                continue;
            }

            foreach (var each in (Episode[])held) yield return each;
        }
    }

    public bool Contains(in ObjectKey under) => places.ContainsKey(under);

    public IReadOnlyList<Episode> At(in ObjectKey under) =>
        !places.TryGetValue(under, out var held) ? [] : held is Episode one ? [one] : (Episode[])held;

    public Episode? Find(in ObjectKey under, in EpisodeKey key)
    {
        if (!places.TryGetValue(under, out var held)) return null;
        if (held is Episode one) return one.Key == key ? one : null;
        foreach (var each in (Episode[])held)
        {
            if (each.Key == key) return each;
        }

        return null;
    }

    /// <summary>One of those at an object, or null.</summary>
    public Episode? First(in ObjectKey under) =>
        !places.TryGetValue(under, out var held) ? null : held is Episode one ? one : ((Episode[])held)[0];

    /// <summary>Takes over what changed at an object; what is closed leaves.</summary>
    public void Replace(in ObjectKey under, Episode[] changed)
    {
        var before = At(under);
        if (changed is [{ IsAlive: true } only] && (before.Count == 0 || (before.Count == 1 && before[0].Key == only.Key)))
        {
            places[under] = only;
            return;
        }

        var anew = new Dictionary<EpisodeKey, Episode>(changed.Length);
        foreach (var episode in changed) anew[episode.Key] = episode;
        var now = new List<Episode>(before.Count + changed.Length);
        foreach (var old in before)
        {
            if (!anew.Remove(old.Key, out var next)) now.Add(old);
            else if (next.IsAlive) now.Add(next);
        }

        foreach (var episode in anew.Values)
        {
            if (episode.IsAlive) now.Add(episode);
        }

        if (now.Count == 0) places.TryRemove(under, out _);
        else places[under] = now.Count == 1 ? now[0] : now.ToArray();
    }
}
