using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class SetAsideNewsTests
{
    private static readonly SetAsideLedger Aside = new(Some.Noon, "data/ledger.db.damaged-x", "it is empty");
    private readonly MemoryLedgerStore disk = new();
    private readonly SwitchedChannel platform = new("platform");

    [Fact]
    public async Task Those_who_run_the_guard_are_told_once_whatever_looks_and_restarts_follow()
    {
        disk.Save(new LedgerChange { Facts = [Aside.ToFact()] });
        for (var start = 0; start < 3; start++) await RunAsync();

        var notice = Assert.Single(Assert.Single(platform.Sent).Notices);
        Assert.Equal(("Ledger set aside", NoticeKind.Ledger), (notice.Subject, notice.Kind));
        Assert.Contains("damaged (it is empty)", notice.Text, StringComparison.Ordinal);
        Assert.Contains("`data/ledger.db.damaged-x`", notice.Text, StringComparison.Ordinal);
        Assert.Contains("`k8guard resume`", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_ledger_and_one_that_a_person_trusts_again_are_no_news()
    {
        await RunAsync();
        disk.Save(new LedgerChange { Facts = [Aside.ToFact()] });
        await RunAsync(telling => telling.Ledger.Commit(() => new LedgerChange { Facts = [new StoredFact(SetAsideLedger.Key, null)] }));

        Assert.Empty(platform.Sent);
    }

    [Fact]
    public async Task It_is_told_later_where_nobody_can_be_told_now()
    {
        disk.Save(new LedgerChange { Facts = [Aside.ToFact()] });
        await RunAsync(telling => telling.Leader.IsStandby = true);
        await RunAsync(telling => telling.World.Rule(Some.Settings() with { Owners = new OwnerSettings() }, Some.Policy()));
        await RunAsync(telling => telling.Store.IsFull = true);
        Assert.Empty(platform.Sent);

        await RunAsync();
        Assert.Single(platform.Sent);
    }

    private async Task RunAsync(Action<TellingWorld>? before = null)
    {
        using var telling = new TellingWorld(disk, null, platform);
        before?.Invoke(telling);
        var news = new SetAsideNews(telling.Ledger, telling.Board);
        for (var look = 0; look < 2; look++)
        {
            if (telling.Store.IsFull) Assert.ThrowsAny<IOException>(news.Look);
            else news.Look();
            if (telling.Store.IsFull) return;
            await telling.SendAsync();
        }
    }
}
