using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Exemptions;

public sealed class EndAnnouncerTests : IDisposable
{
    private readonly World world = new();
    private readonly SettableClockHealth health = new();
    private readonly SettableLeadership leader = new();
    private readonly SnoozeDesk desk;
    private readonly EndAnnouncer announcer;

    public EndAnnouncerTests()
    {
        desk = new SnoozeDesk(world.Ledger, new Touched(world.Ledger), world.Happenings, world.Clock);
        announcer = Announcer(world.Ledger);
        world.ListsShop();
        world.Remembers(Some.Episode() with { State = EpisodeState.Exempt });
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void The_owner_is_told_once_a_week_before_and_once_a_day_before()
    {
        Exempts(Some.Exemption());

        Assert.Empty(SentOn(0, 1, 2));
        Assert.Equal(["week/payments"], SentOn(3));
        Assert.Empty(SentOn(4, 5, 8));
        Assert.Equal(["day/payments"], SentOn(9));
        Assert.Empty(SentOn(9.5));
        Assert.Equal(["pay-teams"], world.Ledger.Outbox().Select(entry => entry.Channel).Distinct());
    }

    [Fact]
    public void It_says_which_when_and_what_follows()
    {
        Exempts(Some.Exemption());

        announcer.Look(Some.Noon.AddDays(3));

        var told = Assert.Single(Parcel.Read(Assert.Single(world.Ledger.Outbox())).Content.Notices).Text;
        Assert.Equal(
            "The exemption from `image-repo` for namespaces: [\"shop\"] names: [\"web\"], because of `agreed` (T-1), ends Fri 4 Dec 12:00 UTC; "
            + "after that 1 violation of yours counts again: fix what it covers, or have it renewed.",
            told);
    }

    [Fact]
    public void While_another_process_leads_nothing_is_noted_as_told()
    {
        Exempts(Some.Exemption());
        leader.IsStandby = true;
        Assert.Empty(SentOn(3));

        leader.IsStandby = false;
        Assert.Equal(["week/payments"], SentOn(3));
    }

    [Fact]
    public void A_restart_repeats_nothing()
    {
        Exempts(Some.Exemption());
        announcer.Look(Some.Noon.AddDays(3));

        var after = new Ledger(world.Store);
        Announcer(after).Look(Some.Noon.AddDays(3));

        Assert.Single(after.Outbox());
    }

    [Fact]
    public void One_that_covers_nothing_is_told_to_nobody()
    {
        Exempts(Some.Exemption(policy: "other"));

        Assert.Empty(SentOn(3, 9));
    }

    [Fact]
    public void Another_end_is_announced_anew()
    {
        Exempts(Some.Exemption());
        Assert.Single(SentOn(3));

        Exempts(Some.Exemption(expires: Some.Noon.AddDays(20)));

        Assert.Empty(SentOn(4));
        Assert.Single(SentOn(13));
        Assert.Single(world.Ledger.Facts("exemption-end/"));
    }

    [Fact]
    public void While_the_time_can_not_be_trusted_nothing_is_announced()
    {
        Exempts(Some.Exemption());
        health.Trouble = "it jumped";

        Assert.Empty(SentOn(3, 9));
    }

    [Fact]
    public void A_snooze_is_announced_a_day_before_unless_it_was_for_a_day()
    {
        Exempts();
        desk.Snooze(new SnoozeOrder(["image-repo"], Some.Web, "r", "ann", TimeSpan.FromDays(5)));
        Assert.Empty(SentOn(0, 1, 3.9));
        Assert.Single(SentOn(4));

        desk.Snooze(new SnoozeOrder(["*"], Some.Web, "r", "ann", TimeSpan.FromDays(1)));
        Assert.Empty(SentOn(0.5));
    }

    [Fact]
    public void Its_end_is_told_once_to_those_who_watch()
    {
        Exempts(Some.Exemption());

        announcer.Look(Some.Noon.AddDays(10));
        announcer.Look(Some.Noon.AddDays(10));
        Announcer(new Ledger(world.Store)).Look(Some.Noon.AddDays(10));

        Assert.Single(world.Ledger.Facts("exemption-end/"), fact => fact.Key.EndsWith("/ended", StringComparison.Ordinal));
        Assert.Empty(world.Ledger.Outbox());
    }

    private EndAnnouncer Announcer(Ledger ledger)
    {
        var book = new ExemptionBook(world.Rulebook, desk, health);
        var coverage = new Coverage(book, ledger, world.Objects, world.Rulebook);
        var silence = new Silence(ledger, leader, health);
        var board = new NoticeBoard(ledger, new Outbox(ledger), silence, world.Rulebook, world.Objects, world.Clock);
        return new EndAnnouncer(book, desk, coverage, ledger, world.Rulebook, board, silence, world.Happenings);
    }

    private void Exempts(params Exemption[] exemptions) => world.Rule(Some.Settings().With(exemptions), Some.Policy());

    // what was told on some days after noon, and to whom
    private IReadOnlyList<string> SentOn(params double[] days)
    {
        var before = Told().ToHashSet();
        foreach (var day in days) announcer.Look(Some.Noon.AddDays(day));
        return [.. Told().Where(key => !before.Contains(key)).Select(key => string.Join('/', key.Split('/')[2..]))];
    }

    private IEnumerable<string> Told() => world.Ledger.Facts("exemption-end/")
        .Select(fact => fact.Key).Where(key => !key.EndsWith("/ended", StringComparison.Ordinal));
}
