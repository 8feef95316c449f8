using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Lasts as long as the test; keeps every change in the order in which it was written.</summary>
internal sealed class MemoryLedgerStore : ILedgerStore
{
    private readonly Dictionary<EpisodeKey, Episode> episodes = [];
    private readonly Dictionary<string, ActionRecord> actions = [];

    public List<LedgerChange> Saved { get; } = [];

    public IReadOnlyList<Episode> Episodes() => [.. episodes.Values];

    public IReadOnlyList<ActionRecord> Actions() => [.. actions.Values];

    public void Save(LedgerChange change)
    {
        Saved.Add(change);
        foreach (var episode in change.Episodes) episodes[episode.Key] = episode;
        foreach (var action in change.Actions) actions[action.Id] = action;
    }
}
