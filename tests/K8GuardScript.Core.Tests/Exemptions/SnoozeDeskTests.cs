using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Exemptions;

public sealed class SnoozeDeskTests : IDisposable
{
    private static readonly SnoozeOrder Order = new(["image-repo"], Some.Web, "on it", "ann", TimeSpan.FromDays(7));
    private readonly World world = new();
    private readonly Touched touched;
    private readonly SnoozeDesk desk;

    public SnoozeDeskTests()
    {
        touched = new Touched(world.Ledger);
        desk = new SnoozeDesk(world.Ledger, touched, world.Happenings, world.Clock);
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_snooze_lasts_across_a_restart()
    {
        var given = desk.Snooze(Order).Snooze!;

        var after = Assert.Single(new SnoozeDesk(new Ledger(world.Store), touched, world.Happenings, world.Clock).All);

        Assert.Equal((given.Id, given.Object, given.Until, "ann", "on it"), (after.Id, after.Object, after.Until, after.By, after.Reason));
        Assert.Equal(["image-repo"], after.Policies);
        Assert.Equal(Some.Noon.AddDays(7), after.Until);
    }

    [Fact]
    public void What_was_lifted_does_not_come_back()
    {
        var given = desk.Snooze(Order).Snooze!;

        Assert.True(desk.Lift(given.Id, "bob"));
        Assert.False(desk.Lift(given.Id, "bob"));
        Assert.Empty(desk.All);
        Assert.Empty(new SnoozeDesk(new Ledger(world.Store), touched, world.Happenings, world.Clock).All);
    }

    [Fact]
    public void Its_object_is_looked_at_at_once_both_when_it_is_snoozed_and_when_that_is_lifted()
    {
        touched.Take();
        var given = desk.Snooze(Order).Snooze!;
        Assert.Equal([Some.Web], touched.Take().Objects);

        desk.Lift(given.Id, "bob");
        Assert.Equal([Some.Web], touched.Take().Objects);
    }

    [Fact]
    public void Nothing_is_snoozed_for_more_than_a_week_or_without_a_word_who_and_why()
    {
        Assert.Contains("at most 7d", Refused(Order with { For = TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1) }), StringComparison.Ordinal);
        Assert.Contains("above zero", Refused(Order with { For = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.Contains("say why", Refused(Order with { Reason = " " }), StringComparison.Ordinal);
        Assert.Contains("say who", Refused(Order with { By = "" }), StringComparison.Ordinal);
        Assert.Contains("name the policies", Refused(Order with { Policies = [] }), StringComparison.Ordinal);
        Assert.Contains("name the policies", Refused(Order with { Policies = ["!image-repo"] }), StringComparison.Ordinal);
        Assert.Contains("name the object", Refused(Order with { Object = Some.Web with { Name = "" } }), StringComparison.Ordinal);
        Assert.Contains("too long", Refused(Order with { Reason = new string('x', 1_001) }), StringComparison.Ordinal);
        Assert.Empty(desk.All);
    }

    [Fact]
    public void What_could_not_be_written_does_not_hold()
    {
        var broken = new ThrowingLedgerStore();
        var ledger = new Ledger(broken);
        var unsure = new SnoozeDesk(ledger, new Touched(ledger), world.Happenings, world.Clock);

        Assert.ThrowsAny<Exception>(() => unsure.Snooze(Order));
        Assert.Empty(unsure.All);
    }

    [Fact]
    public void One_that_ended_long_ago_is_forgotten_with_the_next()
    {
        desk.Snooze(Order);
        world.Clock.Pass(TimeSpan.FromDays(15));

        var second = desk.Snooze(Order).Snooze!;

        Assert.Equal(second.Id, Assert.Single(desk.All).Id);
        Assert.Single(world.Ledger.Facts("snooze/"));
    }

    [Fact]
    public void One_that_can_not_be_read_keeps_nothing_from_starting()
    {
        world.Ledger.Commit(() => new LedgerChange { Facts = [new StoredFact("snooze/x", "{ broken")] });

        Assert.Empty(new SnoozeDesk(world.Ledger, touched, world.Happenings, world.Clock).All);
    }

    [Fact]
    public void Its_yaml_is_read_as_an_exemption_of_the_same()
    {
        var snooze = desk.Snooze(Order with { Reason = "says \"no\": #1\nand more" }).Snooze!;
        var yaml = ExemptionYaml.Of(snooze).Replace("ticket: \"\"", "ticket: T-1", StringComparison.Ordinal);
        var problems = new List<SettingsProblem>();

        var read = new ExemptionReader(new ExemptionRules(), TimeZoneInfo.Utc, Some.Noon)
            .ReadFile(new SettingsFile("a.exemptions.yaml", "/", yaml), problems);

        Assert.Empty(problems);
        var exemption = Assert.Single(read!);
        Assert.Equal((snooze.AsExemption.Scope.Text, snooze.Until, snooze.Reason), (exemption.Scope.Text, exemption.Expires, exemption.Reason));
        Assert.Equal(snooze.Policies, exemption.Policies);
    }

    private string Refused(SnoozeOrder order)
    {
        var outcome = desk.Snooze(order);
        Assert.Null(outcome.Snooze);
        return outcome.Problem!;
    }
}
