using K8GuardScript.Core.Record;

namespace K8GuardScript.Storage;

/// <summary>
/// Whether an open ledger still lies where it was opened. One that was removed, moved or replaced takes everything that is written, and no
/// start ever finds it again.
/// </summary>
internal sealed class LedgerPresence
{
    private readonly LedgerFiles files;
    private readonly FileIdentity? ledger;
    private FileIdentity? journal;

    /// <param name="files">open, the journal too</param>
    public LedgerPresence(LedgerFiles files)
    {
        this.files = files;
        ledger = FileIdentity.Of(files.Ledger);
        journal = FileIdentity.Of(files.Journal);
    }

    /// <summary>Whether the database lies there. Costs a question to the system.</summary>
    public bool IsThere => FileIdentity.Of(files.Ledger) is { } now && now == ledger;

    /// <summary>The same of its journal.</summary>
    public bool IsJournalThere => FileIdentity.Of(files.Journal) is { } now && now == journal;

    /// <summary>The journal was made anew.</summary>
    public void JournalIsNew() => journal = FileIdentity.Of(files.Journal);

    /// <exception cref="LedgerStoreException">the database does not lie there</exception>
    public void Check()
    {
        if (!IsThere) throw new LedgerStoreException(LedgerFault.Moved(files.Ledger));
    }
}
