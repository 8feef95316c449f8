using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Escalate;

/// <summary>What was acted on and becomes exempt for a while.</summary>
public sealed class ContainedExemptionTests : IDisposable
{
    private readonly SettableExemption exemption = new() { Ends = null };
    private readonly AutoUndo autoUndo;
    private World world;
    private int version = 100;

    public ContainedExemptionTests()
    {
        world = new World(exemptions: exemption);
        world.ListsShop();
        world.Remembers(Some.Episode().Warned(3, Some.Noon));
        world.Cluster.Lists["HorizontalPodAutoscaler"] = new([ScriptedCluster.Listed()]);
        autoUndo = new AutoUndo(world.Ledger, world.Rulebook, world.Look, world.Undoer, world.Clock);
        world.Clock.Pass(TimeSpan.FromHours(24));
    }

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_stands_through_an_exemption_is_contained_after_it(bool midway)
    {
        Stops(midway);
        Exempts();
        Passes();

        Assert.Equal((EpisodeState.Contained, "a-1", 0), (Now().State, Now().ActionId, Now().Reverts));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_fixed_while_it_was_exempt_is_undone(bool midway)
    {
        Stops(midway);
        Exempts();
        Sees(replicas: 0, image: "good/web:1");

        Assert.Equal(EpisodeState.Resolved, Now().State);
        var (action, report) = Assert.Single(await autoUndo.CarryOutAsync(CancellationToken.None));
        Assert.Equal(("a-1", ActionResult.Done), (action.Id, report.Result));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_fixed_after_its_exemption_is_undone(bool midway)
    {
        Stops(midway);
        Exempts();
        Passes();
        Sees(replicas: 0, image: "good/web:1");

        Assert.Equal(ActionResult.Done, Assert.Single(await autoUndo.CarryOutAsync(CancellationToken.None)).Report.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_revert_counts_while_it_is_exempt_is_named_and_told_after_the_exemption(bool midway)
    {
        Stops(midway);
        Exempts();
        Sees(replicas: 3, writer: "kubectl-scale");
        Round();
        Assert.Equal((EpisodeState.Exempt, 1), (Now().State, Now().Reverts));

        await world.Namer.NameAsync(CancellationToken.None);
        Assert.Empty(Passes().Actions);

        Assert.Equal((EpisodeState.Open, 1, "a person with `kubectl scale`"), (Now().State, Now().Reverts, Now().RevertedBy));
        world.Clock.Pass(Some.Ladder.Every);
        Assert.True(Assert.IsType<LadderStep.Warn>(Assert.Single(Round().Warnings).Step) is { IsLast: true, ArmsAction: true });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_revert_after_the_exemption_counts(bool midway)
    {
        Stops(midway);
        Exempts();
        Passes();
        Sees(replicas: 3);

        Assert.Equal((EpisodeState.Open, 1), (Now().State, Now().Reverts));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    public void Its_policy_may_go_and_come_back_meanwhile(bool midway, int replicas)
    {
        Stops(midway);
        Exempts();
        world.Ledger.Commit(() => new LedgerChange { Episodes = VerdictRecorder.PolicyGone(world.Ledger.Alive(), world.Clock.GetUtcNow()) });
        Sees(replicas);
        Round();
        Passes();

        Assert.Equal(replicas == 0 ? (EpisodeState.Contained, 0) : (EpisodeState.Open, 1), (Now().State, Now().Reverts));
    }

    [Fact]
    public void An_action_whose_outcome_is_learnt_while_its_policy_is_away_stands_after_the_exemption()
    {
        Begins();
        Exempts();
        world.Ledger.Commit(() => new LedgerChange { Episodes = VerdictRecorder.PolicyGone(world.Ledger.Alive(), world.Clock.GetUtcNow()) });
        Settles();
        Sees(replicas: 0);
        Passes();

        Assert.Equal((EpisodeState.Contained, "a-1"), (Now().State, Now().ActionId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_restart_in_between_changes_nothing(bool midway)
    {
        Stops(midway);
        Exempts();
        var before = world;
        world = new World(before.Store, exemptions: exemption);
        world.Clock.Pass(before.Clock.GetUtcNow() - world.Clock.GetUtcNow());
        before.Dispose();
        world.Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "payments"));
        Sees(replicas: 0);
        Passes();

        Assert.Equal((EpisodeState.Contained, 0), (Now().State, Now().Reverts));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_persons_undo_counts_and_holds_though_it_is_exempt(bool midway)
    {
        Stops(midway);
        Exempts();
        await world.Undoer.UndoAsync("a-1", "alice", automatic: false, CancellationToken.None);

        Assert.Equal((EpisodeState.Open, 1, "alice"), (Now().State, Now().Reverts, Now().RevertedBy));
        Assert.NotNull(Now().HeldUntil);
    }

    [Fact]
    public void What_another_policy_was_to_let_pass_before_is_not_contained_by_the_action()
    {
        var other = world.Remembers(Some.Episode(policy: "other") with { State = EpisodeState.Exempt });
        Stops(midway: false);

        Assert.Equal((EpisodeState.Contained, EpisodeState.Exempt), (Now().State, world.Ledger.Find(other.Key)!.State));
    }

    // midway: the exemption is seen while the action's outcome is not known
    private void Stops(bool midway)
    {
        Begins();
        if (midway) Exempts();
        Settles();
        Sees(replicas: 0);
        Round();
    }

    private void Begins() => world.Ledger.Commit(() => new LedgerChange { Actions = [Some.Action(ActionState.Unknown) with { Previous = "3" }] });

    private void Settles()
    {
        Finds(Stopped());
        world.LookUp.SettleAsync(CancellationToken.None).GetAwaiter().GetResult();
        Assert.Equal(ActionState.Done, world.Ledger.FindAction("a-1")!.State);
    }

    private void Exempts()
    {
        exemption.Ends ??= world.Clock.GetUtcNow().AddHours(2);
        Round();
    }

    private RoundResult Passes()
    {
        world.Clock.Pass(TimeSpan.FromHours(3));
        Assert.True(exemption.Ends < world.Clock.GetUtcNow());
        return Round();
    }

    private JsonObject Stopped(int replicas = 0, string image = "bad/web:1") => Some.DeploymentManifest(image, replicas, version: (++version).ToString())
        .Annotated(ActionAnnotations.ActionId, "a-1");

    private void Sees(int replicas, string image = "bad/web:1", string writer = "k8guardscript")
    {
        var manifest = Stopped(replicas, image);
        manifest["metadata"]!["managedFields"] = JsonNode.Parse(
            $$$"""[{"manager":"{{{writer}}}","operation":"Update","time":"2026-11-24T00:00:00Z","fieldsV1":{"f:spec":{"f:replicas":{} } } }]""");
        Finds(manifest);
        world.Lists(Some.Deployments, manifest);
        world.Evaluates(Some.Web);
    }

    private void Finds(JsonObject manifest) => world.Cluster.Objects["Deployment web"] = ScriptedCluster.Found(manifest);

    private Episode Now() => world.Ledger.Find(Some.Episode().Key)!;

    private RoundResult Round()
    {
        var now = world.Clock.GetUtcNow();
        var result = world.Round.At(now);
        world.Ledger.Commit(() => new LedgerChange { Episodes = result.Changes(world.Ledger.Find, result.Turned, now) });
        return result;
    }
}
