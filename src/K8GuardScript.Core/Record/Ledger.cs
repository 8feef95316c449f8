using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Core.Record;

/// <summary>
/// The record of episodes and actions, written through to a store. Live episodes and actions are held in memory; closed episodes are
/// read from the store when something is asked about them. Safe from any thread.
/// </summary>
internal sealed partial class Ledger
{
    private static readonly EpisodeState[] Live = [EpisodeState.Open, EpisodeState.Contained, EpisodeState.Exempt];

    // more room than this is not kept for the next change
    private const int MostRead = 1_000;

    private readonly Lock gate = new();
    private readonly ILedgerStore store;
    private readonly EpisodeIndex byJudged = new();

    // of those that were found at another object: under the one that they are about
    private readonly EpisodeIndex fromElsewhere = new();
    private readonly EpisodeTexts texts = new();
    private readonly ViolationCounts counts = new();
    private readonly ActionBook actions = new();
    private readonly SortedDictionary<string, OutboxEntry> outbox = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> facts = new(StringComparer.Ordinal);
    private readonly Dictionary<EpisodeKey, Episode> contained = [];

    // what was read from the store since the latest change, so that nothing is read twice for the next one
    private readonly Dictionary<EpisodeKey, Episode?> read = [];

    public Ledger(ILedgerStore store)
    {
        this.store = store;
        foreach (var action in store.Actions()) actions.Put(action);
        foreach (var entry in store.Outbox()) outbox[entry.Id] = entry;
        foreach (var fact in store.Facts()) facts[fact.Key] = fact.Value!;
        counts.Start(store.Count());
        foreach (var episode in store.Episodes(Live))
        {
            Keep(episode.Key.Judged, [episode]);
            counts.Opened(episode);
        }
    }

    /// <summary>Is told what was written, while no other change can come in between: must be quick, and not call back.</summary>
    public event Action<LedgerChange>? Written;

    /// <summary>
    /// Is told of each violation that opened where nothing was known to be wrong: of no revert, no exemption that ends, no policy that
    /// comes back, no baseline. Under the same terms.
    /// </summary>
    public event Action<Episode>? Opened;

    /// <summary>
    /// Why the latest change could not be written, or something not be read, for people; else null. While it lasts, nothing is counted, told or
    /// acted on; see <see cref="TryAgain"/>.
    /// </summary>
    public string? Trouble { get; private set; }

    /// <summary>How many episodes are open or contained.</summary>
    public int AliveCount => counts.Alive;

    /// <summary>
    /// Every episode that is open or contained. Nothing is copied and nobody is held up: what changes meanwhile is told as it was or as it is.
    /// </summary>
    public IEnumerable<Episode> Alive() => byJudged.All();

    /// <summary>How many violate now, by policy, severity and kind. Costs nothing for each that is open.</summary>
    public IReadOnlyDictionary<(string Policy, Severity Severity, string Kind), int> ViolationsByPolicy()
    {
        var violations = counts.OpenByPolicy();
        foreach (var episode in ContainedThatViolate())
        {
            var under = (episode.Key.Policy, episode.Severity, episode.Key.Object.Kind);
            violations[under] = violations.GetValueOrDefault(under) + 1;
        }

        return violations;
    }

    /// <summary>How many violate now, by namespace and severity; those of objects without a namespace have an empty one.</summary>
    public IReadOnlyDictionary<(string Namespace, Severity Severity), int> ViolationsByNamespace()
    {
        var violations = counts.OpenByNamespace();
        foreach (var episode in ContainedThatViolate())
        {
            var under = (episode.Key.Object.Namespace, episode.Severity);
            violations[under] = violations.GetValueOrDefault(under) + 1;
        }

        return violations;
    }

    /// <summary>How many episodes there are of each policy in each state, closed ones too.</summary>
    public IReadOnlyList<EpisodeCount> CountStates() => counts.States();

    /// <summary>The episodes in a state, closed ones too, read from the store bit by bit.</summary>
    public IEnumerable<Episode> In(EpisodeState state) =>
        Array.IndexOf(Live, state) >= 0 ? Alive().Where(episode => episode.State == state) : store.Episodes(state);

    /// <summary>Messages that are still to be sent, oldest first.</summary>
    public IReadOnlyList<OutboxEntry> Outbox()
    {
        lock (gate) return [.. outbox.Values];
    }

    /// <summary>What is remembered under a key, or null.</summary>
    public string? Fact(string key)
    {
        lock (gate) return facts.GetValueOrDefault(key);
    }

    /// <summary>Everything whose key starts with some text, in the order of the keys.</summary>
    public IReadOnlyList<StoredFact> Facts(string prefix)
    {
        lock (gate)
        {
            return [.. facts.Where(fact => fact.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(fact => new StoredFact(fact.Key, fact.Value))];
        }
    }

    /// <summary>One episode, closed ones too.</summary>
    public Episode? Find(EpisodeKey key)
    {
        if (byJudged.Find(key.Judged, key) is { } live) return live;
        lock (gate) return byJudged.Find(key.Judged, key) ?? Read(key);
    }

    /// <summary>Whether anything is alive that was found at an object, or is about it. Costs next to nothing.</summary>
    public bool KnowsAbout(in ObjectKey target) => byJudged.Contains(target) || fromElsewhere.Contains(target);

    /// <summary>What is alive of what one policy found when it judged an object: in it, and on others. Costs next to nothing where there is none.</summary>
    public IReadOnlyList<Episode> FoundAt(string policy, in ObjectKey judged)
    {
        var all = byJudged.At(judged);
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Key.Policy != policy) return [.. all.Where(episode => episode.Key.Policy == policy)];
        }

        return all;
    }

    /// <summary>The same of any policy.</summary>
    public IReadOnlyList<Episode> FoundAt(in ObjectKey judged) => byJudged.At(judged);

    /// <summary>What a verdict may change: what is alive at its object for its policy, and what was closed and is found again.</summary>
    public IReadOnlyList<Episode> KnownFor(Verdict verdict)
    {
        var alive = FoundAt(verdict.Policy.Id, verdict.Object);
        List<Episode>? closed = null;
        foreach (var finding in verdict.Findings) AddClosed(verdict.KeyOf(finding), ref closed);
        foreach (var below in verdict.InChildren) AddClosed(verdict.KeyOf(below), ref closed);
        return closed is null ? alive : [.. alive, .. closed];
    }

    /// <summary>What is alive about one object for any policy, wherever it was found.</summary>
    public IReadOnlyList<Episode> On(ObjectKey target) =>
        [.. byJudged.At(target).Where(episode => episode.Key.Source is null), .. fromElsewhere.At(target)];

    /// <summary>What is over for any policy once an object is gone: what is alive about it, and what was found at it on others.</summary>
    public IReadOnlyList<Episode> RestingOn(ObjectKey target) => [.. byJudged.At(target), .. fromElsewhere.At(target)];

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
            if (change.IsEmpty) return change;
            try
            {
                // what the counts need to know of those that are not alive is to be read before it is written over
                foreach (var episode in change.Episodes) Find(episode.Key);
                store.Save(change);
                Trouble = null;
            }
            catch (Exception failure)
            {
                Trouble = failure.Message;
                throw;
            }

            foreach (var episode in change.Episodes) Count(episode);
            foreach (var action in change.Actions) actions.Put(action);
            Remember(change);
            foreach (var group in change.Episodes.GroupBy(episode => episode.Key.Judged)) Keep(group.Key, [.. group]);
            read.Clear();
            if (read.Capacity > MostRead) read.TrimExcess();
            Written?.Invoke(change);
            return change;
        }
    }

    private void Remember(LedgerChange change)
    {
        foreach (var entry in change.Outbox) outbox[entry.Id] = entry;
        foreach (var id in change.Sent) outbox.Remove(id);
        foreach (var fact in change.Facts)
        {
            if (fact.Value is { } value) facts[fact.Key] = value;
            else facts.Remove(fact.Key);
        }
    }

    private void AddClosed(in EpisodeKey key, ref List<Episode>? closed)
    {
        if (byJudged.Find(key.Judged, key) is null && Find(key) is { } known && closed?.Contains(known) != true) (closed ??= []).Add(known);
    }

    private void Count(Episode episode)
    {
        // one that a change names twice is counted from where it left it
        var before = read.GetValueOrDefault(episode.Key) ?? byJudged.Find(episode.Key.Judged, episode.Key);
        counts.Changed(before, episode);
        if (episode is { State: EpisodeState.Open, IsBaseline: false } && before is null or { State: EpisodeState.Resolved }) Opened?.Invoke(episode);
        read[episode.Key] = episode;
    }

    private List<Episode> ContainedThatViolate()
    {
        lock (gate) return contained.Values.Where(Violates).ToList();
    }

    private void Keep(ObjectKey judged, Episode[] changed)
    {
        var neighbour = byJudged.First(judged);
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = neighbour = texts.Share(changed[i], neighbour);
            if (neighbour.State == EpisodeState.Contained) contained[neighbour.Key] = neighbour;
            else contained.Remove(neighbour.Key);
        }

        // the kept ones' own keys, so that their texts are held once
        byJudged.Replace(changed[0].Key.Judged, changed);
        foreach (var other in changed.Where(episode => episode.Key.Source is not null).GroupBy(episode => episode.Key.Object))
            fromElsewhere.Replace(other.First().Key.Object, [.. other]);
    }

    private Episode? Read(EpisodeKey key)
    {
        if (read.TryGetValue(key, out var known)) return known;
        return read[key] = counts.HasClosed(key.Policy) ? Asked(() => store.Find(key)) : null;
    }
}
