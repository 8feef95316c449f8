using System.Threading.Channels;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Tests.Worker;

/// <summary>Fails to write as often as it is told to; tells of each episode that it wrote.</summary>
internal sealed class FailingLedgerStore(int failures) : ILedgerStore
{
    private readonly Channel<Episode> written = Channel.CreateUnbounded<Episode>();
    private int left = failures;

    public IEnumerable<Episode> Episodes(params EpisodeState[] states) => [];

    public Episode? Find(EpisodeKey key) => null;

    public IReadOnlyList<EpisodeCount> Count() => [];

    public IReadOnlyList<ActionRecord> Actions() => [];

    public string? Manifest(string action) => null;

    public IReadOnlyList<OutboxEntry> Outbox() => [];

    public IReadOnlyList<StoredFact> Facts() => [];

    public void Save(LedgerChange change)
    {
        if (left-- > 0) throw new IOException("no space left on device");
        foreach (var episode in change.Episodes) written.Writer.TryWrite(episode);
    }

    /// <summary>The next episode that is written.</summary>
    public ValueTask<Episode> NextAsync(CancellationToken cancel) => written.Reader.ReadAsync(cancel);
}
