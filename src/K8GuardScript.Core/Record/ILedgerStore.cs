using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>
/// Where the ledger lasts. Throws when it can't do what it is asked, with <see cref="LedgerStoreException"/> where there are words for it;
/// then nothing of it was done.
/// </summary>
internal interface ILedgerStore
{
    /// <summary>The episodes in some states, in no promised order. Read bit by bit: what is saved meanwhile waits for no more than a part.</summary>
    /// <param name="states">at least one</param>
    IEnumerable<Episode> Episodes(params EpisodeState[] states);

    /// <summary>One episode, in whatever state; null if it was never saved.</summary>
    Episode? Find(EpisodeKey key);

    /// <summary>How many there are of each policy in each state.</summary>
    IReadOnlyList<EpisodeCount> Count();

    /// <summary>
    /// Recorded actions, oldest first, without manifests: every one whose outcome is not known or that removed an object, and at least the
    /// latest <see cref="ActionBook.Most"/>.
    /// </summary>
    IReadOnlyList<ActionRecord> Actions();

    /// <summary>An action that <see cref="Actions"/> left out; a store that leaves none out has none.</summary>
    ActionRecord? Action(string id) => null;

    /// <summary>Actions on one object, newest first, which <see cref="Actions"/> left out; it may give others too.</summary>
    IReadOnlyList<ActionRecord> ActionsOn(ObjectKey target) => [];

    /// <summary>Actions that take one back or are part of it, which <see cref="Actions"/> left out; it may give others too.</summary>
    IReadOnlyList<ActionRecord> Following(string id) => [];

    /// <summary>The manifest that was stored with an action; null where none was.</summary>
    string? Manifest(string action);

    /// <summary>Every message that is still to be sent, in the order of their ids.</summary>
    IReadOnlyList<OutboxEntry> Outbox();

    /// <summary>Everything small that is remembered.</summary>
    IReadOnlyList<StoredFact> Facts();

    /// <summary>Throws if what is saved now would not last, as where it lies was taken away. Costs next to nothing.</summary>
    void Check()
    {
    }

    /// <summary>Writes all of a change in one transaction that lasts when the call returns.</summary>
    void Save(LedgerChange change);

    /// <summary>Removes what is old, in one transaction; a store that keeps everything does nothing.</summary>
    /// <param name="before">what closed or was settled before, or warned</param>
    /// <param name="needed">ids of actions that stay</param>
    /// <param name="most">how many of each</param>
    /// <returns>what was removed</returns>
    ForgottenRows Forget(DateTimeOffset before, IReadOnlySet<string> needed, int most) => ForgottenRows.None;

    /// <summary>Gives room that is not needed any more back to the disk; a store that has none does nothing.</summary>
    /// <param name="most">how many pages</param>
    /// <returns>whether there is more</returns>
    bool GiveBack(int most) => false;
}
