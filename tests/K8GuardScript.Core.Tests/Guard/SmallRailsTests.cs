using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Guard;

/// <summary>Those that hand on what somebody else knows: pause, leader, clock, ledger, mode, namespace.</summary>
public sealed class SmallRailsTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_pause_puts_off()
    {
        world.PauseFile.Because = "file `pause` says: audit";
        var answer = new PauseRail(world.KillSwitch).Ask(Some.Question());

        Assert.Equal("pause: file `pause` says: audit", answer.ToString());
        Assert.False(answer.Allows || answer.Bars);
    }

    [Fact]
    public void A_breaker_that_tripped_bars()
    {
        var ledger = new Ledger(new MemoryLedgerStore());
        ledger.Commit(() => new LedgerChange { Facts = [new StoredFact("breaker/image-repo", new BreakerTrip("image-repo", Some.Noon, "too many").ToJson())] });

        var answer = new BreakerRail(new Breaker(ledger, world.Rulebook, new FixedPassedObjects(), world.Clock)).Ask(Some.Question());

        Assert.Equal("breaker: too many: look at it, then `k8guard resume --policy image-repo`", answer.ToString());
        Assert.Equal((false, true), (answer.Allows, answer.Bars));
    }

    [Fact]
    public void Who_does_not_lead_waits_and_undoes_nothing_either()
    {
        world.Leadership.WhyNot = "another one leads";
        var rail = new LeaderRail(world.Leadership);

        Assert.Equal((false, false), (rail.Ask(Some.Question()).Allows, rail.Ask(Some.Question()).Bars));
        Assert.True(rail.Binds(ActionCause.Undo));
    }

    [Fact]
    public void Clocks_that_disagree_put_off_all_but_undos()
    {
        world.ClockHealth.Trouble = "the clocks are 10m apart";
        var rail = new ClockRail(world.ClockHealth);

        Assert.Equal((false, false), (rail.Ask(Some.Question()).Allows, rail.Ask(Some.Question()).Bars));
        Assert.False(rail.Binds(ActionCause.Undo));
    }

    [Fact]
    public void A_ledger_that_cannot_be_written_puts_off_undos_too()
    {
        var store = new ThrowingLedgerStore();
        var ledger = new Ledger(store);
        Assert.ThrowsAny<Exception>(() => ledger.Commit(() => new LedgerChange { Facts = [new StoredFact("a", "1")] }));
        var rail = new LedgerRail(ledger);

        var answer = rail.Ask(Some.Question() with { Cause = ActionCause.Undo });

        Assert.True(rail.Binds(ActionCause.Undo));
        Assert.StartsWith("ledger: the ledger can't be written: ", answer.ToString(), StringComparison.Ordinal);
        Assert.False(answer.Allows || answer.Bars);
    }

    [Fact]
    public void A_ledger_that_was_set_aside_bars_until_a_person_resumes_but_for_undos()
    {
        world.Ledger.Commit(() => new LedgerChange { Facts = [new StoredFact(SetAsideLedger.Key, "{}")] });
        var rail = new LedgerRail(world.Ledger);

        Assert.True(rail.Ask(Some.Question()).Bars);
        Assert.True(rail.Ask(Some.Question() with { Cause = ActionCause.Undo }).Allows);
        world.KillSwitch.Resume("jo");
        Assert.True(rail.Ask(Some.Question()).Allows);
    }

    [Theory]
    [InlineData(nameof(Mode.Act), true, "mode: act")]
    [InlineData(nameof(Mode.Safe), false, "mode: mode safe never acts")]
    [InlineData(nameof(Mode.DryRun), false, "mode: mode dry-run never acts")]
    public void A_mode_below_act_bars(string mode, bool allows, string text)
    {
        var answer = new ModeRail().Ask(Some.Question() with { Mode = Enum.Parse<Mode>(mode) });

        Assert.Equal((allows, !allows, text), (answer.Allows, answer.Bars, answer.ToString()));
    }

    [Fact]
    public void A_namespace_that_nobody_can_read_may_forbid_it()
    {
        Assert.True(new NamespaceRail().Ask(Some.Question() with { Namespace = null }).Bars);
        Assert.True(new NamespaceRail().Ask(Some.Question(Some.Manifest(Some.Nodes, "", "n1"))).Allows);
    }
}
