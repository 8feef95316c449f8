using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Record;

/// <summary>The record of episodes and actions: held in memory for reading, written through to a store. Safe from any thread.</summary>
internal sealed class Ledger
{
    private readonly Lock gate = new();
    private readonly ILedgerStore store;
    private readonly Dictionary<EpisodeKey, Episode> episodes;
    private readonly Dictionary<(string Policy, ObjectKey Judged), HashSet<EpisodeKey>> byJudged = [];
    private readonly Dictionary<ObjectKey, HashSet<EpisodeKey>> byObject = [];
    private readonly Dictionary<ObjectKey, HashSet<EpisodeKey>> bySource = [];
    private readonly Dictionary<string, ActionRecord> actions;

    public Ledger(ILedgerStore store)
    {
        this.store = store;
        episodes = store.Episodes().ToDictionary(episode => episode.Key);
        foreach (var key in episodes.Keys) Index(key);
        actions = store.Actions().ToDictionary(action => action.Id);
    }

    /// <summary>Why the latest change could not be written, or null: while it lasts, nothing is counted and nothing is acted on.</summary>
    public string? Trouble { get; private set; }

    public IReadOnlyList<Episode> Episodes()
    {
        lock (gate) return [.. episodes.Values];
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ActionRecord> Actions()
    {
        lock (gate) return [.. actions.Values.OrderByDescending(action => action.IntendedAt).ThenByDescending(action => action.Id, StringComparer.Ordinal)];
    }

    public Episode? Find(EpisodeKey key)
    {
        lock (gate) return episodes.GetValueOrDefault(key);
    }

    /// <summary>What one policy found when it judged an object: in it, and on others.</summary>
    public IReadOnlyList<Episode> FoundAt(string policy, ObjectKey judged)
    {
        lock (gate) return byJudged.TryGetValue((policy, judged), out var keys) ? [.. keys.Select(key => episodes[key])] : [];
    }

    /// <summary>The same of any policy.</summary>
    public IReadOnlyList<Episode> FoundAt(ObjectKey judged)
    {
        lock (gate)
        {
            var isKnown = byObject.TryGetValue(judged, out var on);
            var isSource = bySource.TryGetValue(judged, out var elsewhere);
            if (!isKnown && !isSource) return [];
            return [.. (on ?? []).Where(key => key.Judged == judged).Concat(elsewhere ?? []).Distinct().Select(key => episodes[key])];
        }
    }

    /// <summary>What any policy knows about one object, wherever it was found.</summary>
    public IReadOnlyList<Episode> On(ObjectKey target)
    {
        lock (gate) return byObject.TryGetValue(target, out var keys) ? [.. keys.Select(key => episodes[key])] : [];
    }

    /// <summary>What is over for any policy once an object is gone: what is known about it, and what was found at it on others.</summary>
    public IReadOnlyList<Episode> RestingOn(ObjectKey target)
    {
        lock (gate) return [.. On(target), .. bySource.TryGetValue(target, out var keys) ? keys.Select(key => episodes[key]) : []];
    }

    /// <summary>
    /// Whether an object is gone because the guard deleted it for this episode, or is just about to: the watch may tell of it
    /// before the outcome of the request is written down.
    /// </summary>
    public bool WasDeletedByUs(Episode episode)
    {
        lock (gate)
        {
            return actions.Values.Any(action =>
                action.Verb == ActionVerb.Delete
                && action.State != ActionState.Refused
                && action.Episode.Object == episode.Key.Object
                && action.Uid == episode.Uid);
        }
    }

    /// <summary>Whether an episode's object violates now: what the guard deleted is contained, and violates no more.</summary>
    public bool Violates(Episode episode) =>
        episode.State is EpisodeState.Open || (episode.State is EpisodeState.Contained && !WasDeletedByUs(episode));

    /// <summary>
    /// Decides on what is recorded now and writes it, as one step: nobody else's change comes in between.
    /// </summary>
    /// <remarks>INVARIANT: memory follows the store, so a failed write leaves both as they were.</remarks>
    /// <returns>what was written</returns>
    public LedgerChange Commit(Func<LedgerChange> decide)
    {
        lock (gate)
        {
            var change = decide();
            if (change.Episodes.Count + change.Warnings.Count + change.Actions.Count == 0) return change;
            try
            {
                store.Save(change);
                Trouble = null;
            }
            catch (Exception failure)
            {
                Trouble = failure.Message;
                throw;
            }

            foreach (var episode in change.Episodes)
            {
                if (!episodes.ContainsKey(episode.Key)) Index(episode.Key);
                episodes[episode.Key] = episode;
            }

            foreach (var action in change.Actions) actions[action.Id] = action;
            return change;
        }
    }

    private void Index(EpisodeKey key)
    {
        Add(byJudged, (key.Policy, key.Judged), key);
        Add(byObject, key.Object, key);
        if (key.Source is { } source) Add(bySource, source, key);
    }

    private static void Add<T>(Dictionary<T, HashSet<EpisodeKey>> index, T under, EpisodeKey key)
        where T : notnull
    {
        if (!index.TryGetValue(under, out var keys)) index[under] = keys = [];
        keys.Add(key);
    }
}
