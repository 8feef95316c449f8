using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>A store that lasts longer than the process that writes to it; its disk may be full for a while.</summary>
internal sealed class PoweredLedgerStore(MemoryLedgerStore disk, Power power) : ILedgerStore
{
    public bool IsFull { get; set; }

    public IEnumerable<Episode> Episodes(params EpisodeState[] states) => disk.Episodes(states);

    public Episode? Find(EpisodeKey key) => disk.Find(key);

    public IReadOnlyList<EpisodeCount> Count() => disk.Count();

    public IReadOnlyList<ActionRecord> Actions() => disk.Actions();

    public string? Manifest(string action) => disk.Manifest(action);

    public IReadOnlyList<OutboxEntry> Outbox() => disk.Outbox();

    public IReadOnlyList<StoredFact> Facts() => disk.Facts();

    public void Save(LedgerChange change)
    {
        power.Check();
        if (IsFull) throw new IOException("the disk is full");
        disk.Save(change);
    }
}
