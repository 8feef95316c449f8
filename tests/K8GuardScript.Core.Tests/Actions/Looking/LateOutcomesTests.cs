using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Actions.Looking;

/// <summary>A request that timed out, was looked up and not seen, and came to the server after that.</summary>
public sealed class LateOutcomesTests : IDisposable
{
    private readonly World world = new();
    private readonly LateOutcomes late;

    public LateOutcomesTests()
    {
        late = new LateOutcomes(world.Objects, world.Ledger, world.Clock);
        world.Remembers(Some.Episode());
        world.ListsShop();
        world.Ledger.Commit(() => new LedgerChange { Actions = [Some.Action(ActionState.Unknown)] });
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task What_comes_late_is_done_contained_and_told_and_can_be_undone()
    {
        await LookUpAsync(Some.DeploymentManifest());
        Assert.Equal(ActionState.Refused, Action().State);
        world.Lists(Some.Deployments, Stopped());

        late.Look();
        await LookUpAsync(Stopped());

        Assert.Equal(ActionState.Done, Action().State);
        Assert.Equal((EpisodeState.Contained, "a-1"), (Episode().State, Episode().ActionId));
        Assert.Single(world.Ledger.Outbox());
    }

    [Fact]
    public async Task What_never_comes_stays_refused()
    {
        await LookUpAsync(Some.DeploymentManifest());

        late.Look();

        Assert.Equal((ActionState.Refused, EpisodeState.Open), (Action().State, Episode().State));
    }

    [Theory]
    [InlineData("created anew")]
    [InlineData("another action's id")]
    [InlineData("long ago")]
    public async Task What_proves_nothing_opens_nothing(string why)
    {
        await LookUpAsync(Some.DeploymentManifest());
        world.Lists(Some.Deployments, why switch
        {
            "created anew" => Stopped(uid: "uid-2"),
            "another action's id" => Stopped(id: "a-2"),
            _ => Stopped(),
        });
        if (why == "long ago") world.Clock.Pass(LateOutcomes.Latest + TimeSpan.FromSeconds(1));

        late.Look();

        Assert.Equal(ActionState.Refused, Action().State);
    }

    [Fact]
    public async Task A_watch_that_is_behind_costs_one_look_and_changes_nothing()
    {
        await LookUpAsync(Some.DeploymentManifest());
        world.Lists(Some.Deployments, Stopped());

        late.Look();
        Assert.Equal(ActionState.Unknown, Action().State);
        await LookUpAsync(Some.DeploymentManifest(version: "103"));

        Assert.Equal((ActionState.Refused, EpisodeState.Open), (Action().State, Episode().State));
    }

    private static JsonObject Stopped(string uid = "uid-web", string id = "a-1") =>
        Some.DeploymentManifest(replicas: 0, uid: uid, version: "102").Annotated(ActionAnnotations.ActionId, id);

    private ActionRecord Action() => Assert.Single(world.Ledger.Actions());

    private Episode Episode() => Assert.Single(world.Ledger.Episodes());

    private Task<bool> LookUpAsync(JsonObject found)
    {
        world.Cluster.Objects["Deployment web"] = ScriptedCluster.Found(found);
        return world.LookUp.SettleAsync(CancellationToken.None);
    }
}
