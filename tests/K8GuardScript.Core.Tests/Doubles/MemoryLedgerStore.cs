using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Lasts as long as the test; keeps every change in the order in which it was written.</summary>
internal sealed class MemoryLedgerStore : ILedgerStore
{
    private readonly Dictionary<EpisodeKey, Episode> episodes = [];
    private readonly Dictionary<string, ActionRecord> actions = [];
    private readonly Dictionary<string, string> manifests = [];
    private readonly SortedDictionary<string, OutboxEntry> outbox = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, StoredFact> facts = new(StringComparer.Ordinal);

    public List<LedgerChange> Saved { get; } = [];

    /// <summary>How often an episode was asked for by its key.</summary>
    public int Finds { get; private set; }

    public IEnumerable<Episode> Episodes(params EpisodeState[] states) => [.. episodes.Values.Where(episode => states.Contains(episode.State))];

    public Episode? Find(EpisodeKey key)
    {
        Finds++;
        return episodes.GetValueOrDefault(key);
    }

    public IReadOnlyList<EpisodeCount> Count() =>
    [
        .. episodes.Values.GroupBy(episode => (episode.Key.Policy, episode.State)).Select(group =>
            new EpisodeCount(group.Key.Policy, group.Key.State, group.Count(), group.Count(episode => episode.AcceptedWarnings > 0))),
    ];

    public IReadOnlyList<ActionRecord> Actions() => [.. actions.Values];

    public string? Manifest(string action) => manifests.GetValueOrDefault(action);

    public IReadOnlyList<OutboxEntry> Outbox() => [.. outbox.Values];

    public IReadOnlyList<StoredFact> Facts() => [.. facts.Values];

    public void Save(LedgerChange change)
    {
        Saved.Add(change);
        foreach (var episode in change.Episodes) episodes[episode.Key] = episode;
        foreach (var action in change.Actions)
        {
            actions[action.Id] = action with { Manifest = null };
            if (action.Manifest is { } manifest) manifests[action.Id] = manifest;
        }

        foreach (var entry in change.Outbox) outbox[entry.Id] = entry;
        foreach (var id in change.Sent) outbox.Remove(id);
        foreach (var fact in change.Facts)
        {
            if (fact.Value is null) facts.Remove(fact.Key);
            else facts[fact.Key] = fact;
        }
    }
}
