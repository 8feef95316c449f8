using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Record;

/// <summary>Where the ledger lasts. Throws when it can't do what it is asked; then nothing of it was done.</summary>
internal interface ILedgerStore
{
    /// <summary>Everything that is known about episodes.</summary>
    IReadOnlyList<Episode> Episodes();

    /// <summary>Every recorded action, oldest first.</summary>
    IReadOnlyList<ActionRecord> Actions();

    /// <summary>Writes all of a change in one transaction that lasts when the call returns.</summary>
    void Save(LedgerChange change);
}
