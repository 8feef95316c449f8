using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>A disk that is full: what was there can be read, nothing can be written while <see cref="Full"/>.</summary>
internal sealed class ThrowingLedgerStore(params Episode[] known) : ILedgerStore
{
    public bool Full { get; set; } = true;

    public IEnumerable<Episode> Episodes(params EpisodeState[] states) => known.Where(episode => states.Contains(episode.State));

    public Episode? Find(EpisodeKey key) => known.FirstOrDefault(episode => episode.Key == key);

    public IReadOnlyList<EpisodeCount> Count() => [.. known.Select(episode => new EpisodeCount(episode.Key.Policy, episode.State, 1, 0))];

    public IReadOnlyList<ActionRecord> Actions() => [];

    public string? Manifest(string action) => null;

    public IReadOnlyList<OutboxEntry> Outbox() => [];

    public IReadOnlyList<StoredFact> Facts() => [];

    public void Save(LedgerChange change)
    {
        if (Full) throw new IOException("the disk is full");
    }
}
