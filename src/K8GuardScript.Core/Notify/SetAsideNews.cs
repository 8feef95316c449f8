using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Notify;

/// <summary>Has those who run the guard hear of a damaged ledger that was set aside: once, also over restarts. Called by one loop.</summary>
internal sealed class SetAsideNews(Ledger ledger, NoticeBoard notices)
{
    // a damaged ledger is followed by one that remembers nothing, this neither
    private const string ToldKey = "ledger/set-aside-told";

    /// <summary>Stores the message, if it is still to be told, and there is somebody to tell.</summary>
    public void Look()
    {
        if (!IsOwed()) return;
        ledger.Commit(() => IsOwed() && SetAsideLedger.Of(ledger.Fact(SetAsideLedger.Key)) is { } aside ? Told(aside) : new LedgerChange());
    }

    private LedgerChange Told(SetAsideLedger aside)
    {
        var outbox = notices.Post(NoticeTexts.LedgerSetAside(notices.Platform(), aside.File, aside.Why));
        return outbox.Count == 0 ? new LedgerChange() : new LedgerChange { Outbox = outbox, Facts = [new StoredFact(ToldKey, "true")] };
    }

    private bool IsOwed() => ledger.Trouble is null && ledger.Fact(SetAsideLedger.Key) is not null && ledger.Fact(ToldKey) is null;
}
