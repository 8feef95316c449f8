using System.Collections.Concurrent;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Actions.Undoing;

/// <summary>
/// Finds out who undid an action, from who wrote the field last, puts the name into the episode, and leaves word for the owner in the same step.
/// Whoever warns waits a moment for it.
/// </summary>
internal sealed class RevertNamer
{
    // a warning must not hang on a cluster that does not answer
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IClusterClient cluster;
    private readonly Ledger ledger;
    private readonly FreshLook look;
    private readonly OutcomeNotices notices;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<EpisodeKey, long> unnamed = new();

    // by how often it was reverted then
    private readonly ConcurrentDictionary<EpisodeKey, int> tried = new();

    public RevertNamer(IClusterClient cluster, Ledger ledger, FreshLook look, OutcomeNotices notices, TimeProvider clock)
    {
        (this.cluster, this.ledger, this.look, this.notices, this.clock) = (cluster, ledger, look, notices, clock);
        ledger.Written += OnWritten;
    }

    /// <summary>Whether it is worth to wait a moment before people are told of a revert.</summary>
    public bool IsNaming(EpisodeKey key) => unnamed.TryGetValue(key, out var since) && clock.GetElapsedTime(since) < Patience;

    /// <summary>Names those who undid what is not named yet; each is tried once, as later it says less.</summary>
    /// <returns>what was named, each with the action that was undone</returns>
    public async Task<IReadOnlyList<(Episode Episode, ActionRecord Action)>> NameAsync(CancellationToken cancel)
    {
        if (unnamed.IsEmpty) return [];
        var named = new List<(Episode Episode, ActionRecord Action)>();
        foreach (var key in unnamed.Keys)
        {
            try
            {
                if (ledger.LatestAction(key.Object) is { } action) named.AddRange(await NameAsync(key, action, cancel).ConfigureAwait(false));
            }
            finally
            {
                unnamed.TryRemove(key, out _);
            }
        }

        return named;
    }

    private async Task<IEnumerable<(Episode Episode, ActionRecord Action)>> NameAsync(EpisodeKey key, ActionRecord action, CancellationToken cancel)
    {
        var (_, fresh) = await look.ReadAsync(action.Kind, action.Target, cancel).ConfigureAwait(false);
        if (fresh is null) return [];
        var (_, scaler) = await new Autoscalers(cluster).OfAsync(action.Target, cancel).ConfigureAwait(false);
        if (Reverter.Of(action, fresh, scaler) is not { } name) return [];
        var written = ledger.Commit(() => Named(key, action, name));
        return written.Episodes.Select(episode => (episode, action));
    }

    private LedgerChange Named(EpisodeKey key, ActionRecord action, string name)
    {
        if (ledger.Find(key) is not { State: EpisodeState.Open or EpisodeState.Exempt, Reverts: > 0, RevertedBy: null } episode)
            return new LedgerChange();
        var named = episode with { RevertedBy = name };
        return new LedgerChange { Episodes = [named], Outbox = notices.OfRevert(named, action) };
    }

    private void OnWritten(LedgerChange change)
    {
        foreach (var episode in change.Episodes)
        {
            if (episode is not { State: EpisodeState.Open or EpisodeState.Exempt, Reverts: > 0, RevertedBy: null })
            {
                unnamed.TryRemove(episode.Key, out _);
                if (episode.Reverts == 0) tried.TryRemove(episode.Key, out _);
            }
            else if (!tried.TryGetValue(episode.Key, out var before) || before != episode.Reverts)
            {
                tried[episode.Key] = episode.Reverts;
                unnamed.TryAdd(episode.Key, clock.GetTimestamp());
            }
        }
    }
}
