using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class BudgetRailTests
{
    private readonly Ledger ledger = new(new MemoryLedgerStore());
    private readonly BudgetRail rail;

    public BudgetRailTests() => rail = new BudgetRail(ledger);

    [Fact]
    public void It_waits_until_the_oldest_leaves_the_hour()
    {
        Acted("a", minutesAgo: 50);
        Acted("b", minutesAgo: 30);
        Acted("c", minutesAgo: 10);

        var answer = Ask(perHour: 2);

        Assert.Equal("budget: 3 of 2 actions were taken within the hour", answer.ToString());
        Assert.Equal((false, false, Some.Noon.AddMinutes(30)), (answer.Allows, answer.Bars, answer.Until!.Value));
        Assert.True(Ask(perHour: 2, at: Some.Noon.AddMinutes(30)).Allows);
        Assert.False(Ask(perHour: 2, at: Some.Noon.AddMinutes(30).AddTicks(-1)).Allows);
    }

    [Fact]
    public void A_namespace_has_its_own()
    {
        Acted("a", minutesAgo: 20);
        Acted("b", minutesAgo: 10, @namespace: "bank");

        Assert.False(Ask(perHour: null, perNamespace: 1).Allows);
        Assert.Equal(Some.Noon.AddMinutes(40), Ask(perHour: null, perNamespace: 1).Until);
        Assert.True(Ask(perHour: 3, perNamespace: 2).Allows);
        Assert.Equal("budget: 1 of 1 actions in `shop` were taken within the hour", Ask(perHour: 3, perNamespace: 1).ToString());
    }

    [Theory]
    [InlineData(nameof(ActionState.Done), nameof(ActionCause.Ladder), false)]
    [InlineData(nameof(ActionState.Intended), nameof(ActionCause.Ladder), false)]
    [InlineData(nameof(ActionState.Unknown), nameof(ActionCause.Ladder), false)]
    [InlineData(nameof(ActionState.Refused), nameof(ActionCause.Ladder), true)]
    [InlineData(nameof(ActionState.Done), nameof(ActionCause.Undo), true)]
    [InlineData(nameof(ActionState.Done), nameof(ActionCause.Schedule), true)]
    public void What_may_have_been_done_after_warnings_counts(string state, string cause, bool allows)
    {
        var action = Some.Action(Enum.Parse<ActionState>(state)) with { Cause = Enum.Parse<ActionCause>(cause) };
        ledger.Commit(() => new LedgerChange { Actions = [action] });

        Assert.Equal(allows, Ask(perHour: 1).Allows);
    }

    [Fact]
    public void What_belongs_to_another_action_counts_with_that()
    {
        ledger.Commit(() => new LedgerChange { Actions = [Some.Action(), Some.Action(id: "a-2") with { PartOf = "a-1" }] });

        Assert.True(Ask(perHour: 2).Allows);
    }

    [Fact]
    public void A_budget_of_nothing_bars()
    {
        Assert.True(Ask(perHour: 0).Bars);
        Assert.True(Ask(perHour: null, perNamespace: 0).Bars);
        var settings = new ActionSettings { PerHour = null, PerNamespacePerHour = 0 };
        Assert.True(rail.Ask(Some.Question(Some.Manifest(Some.Nodes, "", "n"), settings)).Allows);
    }

    private void Acted(string id, int minutesAgo, string @namespace = "shop")
    {
        var action = Some.Action(ActionState.Done, id: id) with
        {
            IntendedAt = Some.Noon.AddMinutes(-minutesAgo),
            Target = Some.Web with { Namespace = @namespace },
        };
        ledger.Commit(() => new LedgerChange { Actions = [action] });
    }

    private RailAnswer Ask(int? perHour, int? perNamespace = null, DateTimeOffset? at = null) => rail.Ask(
        Some.Question(actions: new ActionSettings { PerHour = perHour, PerNamespacePerHour = perNamespace }) with { Now = at ?? Some.Noon });
}
