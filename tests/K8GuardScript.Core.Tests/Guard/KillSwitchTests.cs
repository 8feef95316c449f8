using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Guard;

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

        Assert.Null(killSwitch.Resume("al", Running));

        Assert.Null(killSwitch.Because(Running));
        Assert.Null(Start().Because(Running));
    }

    [Fact]
    public void A_file_pauses_and_a_resume_says_to_remove_it()
    {
        var killSwitch = Start();
        file.Because = "file `pause` says: audit";

        Assert.Equal("file `pause` says: audit", killSwitch.Because(Running));
        Assert.Equal("file `pause` says: audit: remove the file", killSwitch.Resume("jo", Running));
        file.Because = null;
        Assert.Null(killSwitch.Because(Running));
    }

    [Fact]
    public void A_setting_pauses_and_a_resume_says_to_take_it_out()
    {
        var killSwitch = Start();

        Assert.Equal("the settings say `actions.paused: true`", killSwitch.Because(Stopped));
        Assert.Equal("the settings say `actions.paused: true`: take that out", killSwitch.Resume("jo", Stopped));
    }

    [Fact]
    public void A_pause_that_cannot_be_written_down_holds_and_is_told()
    {
        var full = new ThrowingLedgerStore();
        var killSwitch = new KillSwitch(new Ledger(full), file, clock);

        Assert.Throws<IOException>(() => killSwitch.Pause("jo", "audit"));
        Assert.NotNull(killSwitch.Because(Running));

        Assert.Throws<IOException>(() => killSwitch.Resume("jo", Running));
        Assert.NotNull(killSwitch.Because(Running));

        full.Full = false;
        killSwitch.Resume("jo", Running);
        Assert.Null(killSwitch.Because(Running));
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
        killSwitch.Resume("jo", Running);
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
