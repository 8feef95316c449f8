using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Guard.Pausing;

public sealed class KillSwitchTests
{
    private static readonly ActionSettings Running = new();
    private static readonly ActionSettings Stopped = new() { Paused = true };
    private readonly MemoryLedgerStore store = new();
    private readonly SettablePauseFile file = new();
    private readonly ManualTime clock = new();

    [Fact]
    public void A_pause_names_who_and_why_and_survives_a_restart()
    {
        var killSwitch = Start();
        Assert.Null(killSwitch.Because(Running));

        killSwitch.Pause("jo", "audit");

        Assert.Equal("paused by jo since 2026-11-24 12:00 UTC: audit", killSwitch.Because(Running));
        Assert.Equal("paused by jo since 2026-11-24 12:00 UTC: audit", Start().Because(Running));
    }

    [Fact]
    public void A_resume_lifts_it_and_survives_a_restart()
    {
        var killSwitch = Start();
        killSwitch.Pause("jo", "");

        Assert.Equal(["paused by jo since 2026-11-24 12:00 UTC"], killSwitch.Resume("al"));
        Assert.Empty(killSwitch.Resume("al"));

        Assert.Null(killSwitch.Because(Running));
        Assert.Null(Start().Because(Running));
    }

    [Fact]
    public void A_file_pauses_until_it_is_removed()
    {
        var killSwitch = Start();
        file.Because = "file `pause` says: audit";

        Assert.Equal("file `pause` says: audit", killSwitch.Because(Running));
        Assert.Empty(killSwitch.Resume("jo"));
        Assert.NotNull(killSwitch.Because(Running));
        file.Because = null;
        Assert.Null(killSwitch.Because(Running));
    }

    [Fact]
    public void A_setting_pauses_until_it_is_taken_out()
    {
        var killSwitch = Start();

        Assert.Equal("the settings say `actions.paused: true`", killSwitch.Because(Stopped));
        Assert.Empty(killSwitch.Resume("jo"));
        Assert.NotNull(killSwitch.Because(Stopped));
    }

    [Fact]
    public void A_pause_that_cannot_be_written_down_holds_and_is_told()
    {
        var full = new ThrowingLedgerStore();
        var killSwitch = new KillSwitch(new Ledger(full), file, clock);

        Assert.Throws<IOException>(() => killSwitch.Pause("jo", "audit"));
        Assert.NotNull(killSwitch.Because(Running));

        Assert.Throws<IOException>(() => killSwitch.Resume("jo"));
        Assert.NotNull(killSwitch.Because(Running));

        full.Full = false;
        killSwitch.Resume("jo");
        Assert.Null(killSwitch.Because(Running));
    }

    [Fact]
    public void A_resume_lifts_what_a_damaged_ledger_left_behind_and_says_so()
    {
        var ledger = new Ledger(store);
        ledger.Commit(() => new LedgerChange { Facts = [new SetAsideLedger(Some.Noon, "ledger.db.damaged-x", "it is empty").ToFact()] });

        var lifted = Start().Resume("al");

        Assert.Equal(["acting on nothing since 2026-11-24 12:00 UTC, as the ledger was damaged (it is empty) and set aside as `ledger.db.damaged-x`"], lifted);
        Assert.Null(new Ledger(store).SetAside);
        Assert.Empty(Start().Resume("al"));
    }

    [Fact]
    public void A_pause_that_could_not_be_written_down_is_as_soon_as_it_can_be()
    {
        var disk = new PoweredLedgerStore(store, new Power()) { IsFull = true };
        var killSwitch = new KillSwitch(new Ledger(disk), file, clock);
        Assert.Throws<IOException>(() => killSwitch.Pause("jo", "audit"));
        Assert.Throws<IOException>(killSwitch.WriteDown);

        disk.IsFull = false;
        killSwitch.WriteDown();

        Assert.Equal("paused by jo since 2026-11-24 12:00 UTC: audit", Start().Because(Running));
        killSwitch.Resume("jo");
        killSwitch.WriteDown();
        Assert.Null(Start().Because(Running));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("[]")]
    [InlineData("null")]
    public void What_was_written_down_and_cannot_be_read_pauses(string json)
    {
        var ledger = new Ledger(store);
        ledger.Commit(() => new LedgerChange { Facts = [new StoredFact("pause", json)] });

        Assert.StartsWith("paused by somebody", new KillSwitch(ledger, file, clock).Because(Running), StringComparison.Ordinal);
    }

    private KillSwitch Start() => new(new Ledger(store), file, clock);
}
