using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

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
    [InlineData("the id alone")]
    public async Task What_proves_nothing_opens_nothing(string why)
    {
        await LookUpAsync(Some.DeploymentManifest());
        world.Lists(Some.Deployments, why switch
        {
            "created anew" => Stopped(uid: "uid-2"),
            "another action's id" => Stopped(id: "a-2"),
            "the id alone" => Some.DeploymentManifest(version: "102").Annotated(ActionAnnotations.ActionId, "a-1"),
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

    [Theory]
    [InlineData("CronJob", """{"spec":{"suspend":true}}""", true)]
    [InlineData("CronJob", """{"spec":{"suspend":false}}""", false)]
    [InlineData("DaemonSet", """{"spec":{"template":{"spec":{"nodeSelector":{"k8guard.io/parked":"late"}}}}}""", true)]
    [InlineData("DaemonSet", """{"spec":{"template":{"spec":{"nodeSelector":{"k8guard.io/parked":"earlier"}}}}}""", false)]
    [InlineData("Farm", """{"metadata":{"generation":8,"annotations":{"k8guard.io/stopped-generation":"8"}}}""", true)]
    [InlineData("Farm", """{"metadata":{"generation":7,"annotations":{"k8guard.io/stopped-generation":"8"}}}""", false)]
    [InlineData("Farm", """{"metadata":{"generation":8}}""", false)]
    [InlineData("Farm", "{}", true)]
    [InlineData("labelled", """{"metadata":{"labels":{"bad":"yes"}}}""", true)]
    [InlineData("labelled", """{"metadata":{"labels":{"bad":"no"}}}""", false)]
    [InlineData("annotated", """{"metadata":{"annotations":{"bad":"yes"}}}""", true)]
    [InlineData("annotated", "{}", false)]
    public void What_is_to_be_looked_at_again_shows_the_id_and_what_the_action_writes(string what, string rest, bool again)
    {
        var (kind, verb) = what switch
        {
            "CronJob" => (Some.CronJobs, ActionVerb.Stop),
            "DaemonSet" => (Some.DaemonSets, ActionVerb.Stop),
            "Farm" => (KindName.Parse("example.com/v1", "Farm"), ActionVerb.Stop),
            "labelled" => (Some.Deployments, ActionVerb.Label),
            _ => (Some.Deployments, ActionVerb.Annotate),
        };
        var action = Some.Action(ActionState.Refused, verb, "late") with
        {
            Kind = kind,
            Target = new ObjectKey(kind.Group, kind.Kind, "shop", "it"),
            Uid = "uid-it",
            Previous = verb == ActionVerb.Stop ? "" : new MarkBefore("bad", "yes", null).ToJson(),
        };
        world.Ledger.Commit(() => new LedgerChange { Actions = [action] });
        var seen = Some.Manifest(kind, "shop", "it", uid: "uid-it");
        var written = JsonNode.Parse(rest)!;
        if (written["spec"] is { } spec) seen["spec"] = spec.DeepClone();
        foreach (var (key, value) in written["metadata"]?.AsObject() ?? []) seen["metadata"]![key] = value?.DeepClone();
        world.Lists(kind, seen.Annotated(ActionAnnotations.IdOf(verb), "late"));

        late.Look();

        Assert.Equal(again ? ActionState.Unknown : ActionState.Refused, world.Ledger.FindAction("late")!.State);
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
