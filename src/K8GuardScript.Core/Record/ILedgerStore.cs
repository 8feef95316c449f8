using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Record;

/// <summary>Where the ledger lasts. Throws when it can't do what it is asked; then nothing of it was done.</summary>
internal interface ILedgerStore
{
    /// <summary>The episodes in some states, in no promised order. Read bit by bit: what is saved meanwhile waits for no more than a part.</summary>
    /// <param name="states">at least one</param>
    IEnumerable<Episode> Episodes(params EpisodeState[] states);

    /// <summary>One episode, in whatever state; null if it was never saved.</summary>
    Episode? Find(EpisodeKey key);

    /// <summary>How many there are of each policy in each state.</summary>
    IReadOnlyList<EpisodeCount> Count();

    /// <summary>Every recorded action, oldest first, without manifests.</summary>
    IReadOnlyList<ActionRecord> Actions();

    /// <summary>The manifest that was stored with an action; null where none was.</summary>
    string? Manifest(string action);

    /// <summary>Every message that is still to be sent, in the order of their ids.</summary>
    IReadOnlyList<OutboxEntry> Outbox();

    /// <summary>Everything small that is remembered.</summary>
    IReadOnlyList<StoredFact> Facts();

    /// <summary>Writes all of a change in one transaction that lasts when the call returns.</summary>
    void Save(LedgerChange change);
}
