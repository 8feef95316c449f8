using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Actions.Undoing;

public sealed class UndoerTests : IDisposable
{
    private readonly World world = new();

    public UndoerTests()
    {
        Did(Some.Action(ActionState.Done) with { Previous = "3" });
        Finds(Stopped());
        world.Cluster.Lists["HorizontalPodAutoscaler"] = new([ScriptedCluster.Listed()]);
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task An_undo_is_rehearsed_stored_and_guarded_like_an_action()
    {
        var states = new List<ActionState>();
        world.Cluster.OnWrite = () => states.AddRange(world.Store.Actions().Where(action => action.Cause == ActionCause.Undo).Select(action => action.State));

        var report = await UndoAsync();

        Assert.Equal((ActionResult.Done, "scaled back to 3"), (report.Result, report.Record!.Outcome));
        Assert.Equal(["get", "list HorizontalPodAutoscaler", "dry patch", "patch"], world.Cluster.Asked);
        Assert.Equal([ActionState.Intended], states);
        Assert.Equal([FaultPoint.BeforeIntent, FaultPoint.IntentStored, FaultPoint.ActionAnswered, FaultPoint.OutcomeStored], world.Points.Reached);
        var patch = JsonNode.Parse(Assert.Single(world.Cluster.Sent))!;
        Assert.Equal(
            ("uid-web", "100", 3),
            ((string?)patch["metadata"]!["uid"], (string?)patch["metadata"]!["resourceVersion"], (int?)patch["spec"]!["replicas"]));
        Assert.All(
            ActionAnnotations.LeftBy(ActionVerb.Stop),
            name => Assert.True(patch["metadata"]!["annotations"]!.AsObject().TryGetPropertyValue(name, out var value) && value is null));
    }

    [Fact]
    public async Task A_persons_undo_holds_every_episode_of_the_object_and_counts_as_a_revert_of_those_it_contained()
    {
        var other = world.Remembers(Some.Episode(policy: "other").Warned(3, Some.Noon));

        await UndoAsync();

        var (contained, open) = (world.Ledger.Find(Some.Episode().Key)!, world.Ledger.Find(other.Key)!);
        var until = world.Clock.GetUtcNow() + world.Rulebook.Current.Settings.Actions.UndoHold;
        Assert.Equal(
            (EpisodeState.Open, 1, "alice", until, ActionVerb.None),
            (contained.State, contained.Reverts, contained.RevertedBy, contained.HeldUntil, contained.LastWarning!.AnnouncedAction));
        Assert.Equal((EpisodeState.Open, 0, until, ActionVerb.None), (open.State, open.Reverts, open.HeldUntil, open.LastWarning!.AnnouncedAction));
    }

    [Fact]
    public async Task What_the_watch_told_of_first_is_no_second_revert()
    {
        world.Cluster.OnWrite = () => world.Remembers(Contained() with { State = EpisodeState.Open, ActionId = null, Reverts = 1 });

        await UndoAsync();

        Assert.Equal(1, world.Ledger.Find(Some.Episode().Key)!.Reverts);
        Assert.NotNull(world.Ledger.Find(Some.Episode().Key)!.HeldUntil);
    }

    [Fact]
    public async Task An_automatic_undo_holds_nothing()
    {
        var report = await world.Undoer.UndoAsync("a-1", "whoever", automatic: true, CancellationToken.None);

        Assert.Equal((ActionResult.Done, ActionRecord.Guard), (report.Result, report.Record!.By));
        Assert.Null(world.Ledger.Find(Some.Episode().Key)!.HeldUntil);
    }

    [Theory]
    [InlineData("nobody", "there is no such action")]
    [InlineData("a-2", "it was not done: refused")]
    [InlineData("a-3", "it is an undo itself")]
    [InlineData("a-4", "it is already undone, by bob")]
    public async Task Only_what_was_done_and_stands_is_undone(string id, string why)
    {
        Did(Some.Action(ActionState.Refused, id: "a-2"));
        Did(Some.Action(ActionState.Done, id: "a-3") with { Cause = ActionCause.Undo });
        Did(Some.Action(ActionState.Done, id: "a-4"));
        Did(Some.Action(ActionState.Done, id: "a-5") with { Cause = ActionCause.Undo, Undoes = "a-4", By = "bob" });

        var report = await world.Undoer.UndoAsync(id, "alice", false, CancellationToken.None);

        Assert.Equal((ActionResult.NotDue, why), (report.Result, report.Why));
        Assert.Empty(world.Cluster.Asked);
    }

    [Fact]
    public async Task An_undo_whose_outcome_is_not_known_is_not_sent_again()
    {
        world.Cluster.Writes.Clear();
        world.Cluster.Writes.Enqueue(ScriptedCluster.Write(WriteResult.Unknown));

        Assert.Equal(ActionResult.Unknown, (await UndoAsync()).Result);
        Assert.Equal(ActionResult.Unknown, (await UndoAsync()).Result);

        Assert.Single(world.Cluster.Sent);
    }

    [Theory]
    [InlineData("uid", "another object has that name now: it was deleted and created again")]
    [InlineData("id", "it does not carry the action's id any more: `kubectl-edit` wrote it last")]
    [InlineData("replicas", "somebody changed it since: `kubectl-scale` wrote it last")]
    [InlineData("deleted", "the object is being deleted")]
    public async Task Only_what_still_is_as_we_wrote_it_is_taken_back(string changed, string why)
    {
        var manifest = changed switch
        {
            "uid" => Some.DeploymentManifest(replicas: 0, uid: "uid-2").Annotated(ActionAnnotations.ActionId, "a-1"),
            "id" => Some.DeploymentManifest(replicas: 0).Annotated("x", "y"),
            "replicas" => Some.DeploymentManifest(replicas: 2).Annotated(ActionAnnotations.ActionId, "a-1"),
            _ => Stopped().BeingDeleted(),
        };
        manifest["metadata"]!["managedFields"] = JsonNode.Parse(
            """
            [{"manager":"k8guardscript","time":"2026-11-24T10:00:00Z","fieldsV1":{"f:metadata":{"f:annotations":{"f:x":{}}}}},
             {"manager":"kubectl-edit","time":"2026-11-24T11:00:00Z","fieldsV1":{"f:metadata":{"f:annotations":{"f:x":{}}}}},
             {"manager":"kubectl-scale","subresource":"scale","time":"2026-11-24T11:00:00Z","fieldsV1":{"f:spec":{"f:replicas":{}}}}]
            """);
        Finds(manifest);

        var report = await UndoAsync();

        Assert.Equal((ActionResult.NotDue, why), (report.Result, report.Why));
        Assert.Empty(world.Cluster.Sent);
    }

    [Fact]
    public async Task Who_does_not_lead_undoes_nothing()
    {
        world.Leadership.WhyNot = "somebody else leads";

        Assert.Equal(ActionResult.NotNow, (await UndoAsync()).Result);
        Assert.Empty(world.Cluster.Sent);
    }

    [Theory]
    [InlineData(nameof(ReadResult.Refused), nameof(ActionResult.Done))]
    [InlineData(nameof(ReadResult.Unknown), nameof(ActionResult.Failed))]
    public async Task Autoscalers_that_nobody_may_see_are_none_and_those_that_can_not_be_read_now_are_waited_for(string read, string result)
    {
        world.Cluster.Lists["HorizontalPodAutoscaler"] = new([new ListOutcome(Enum.Parse<ReadResult>(read), [], "words")]);

        Assert.Equal(Enum.Parse<ActionResult>(result), (await UndoAsync()).Result);
    }

    [Fact]
    public async Task What_was_removed_is_created_again_without_its_first_life()
    {
        var manifest = Some.Manifest(
            Some.Pods, "shop", "web",
            """
            {"spec":{"nodeName":"n-1",
             "containers":[{"name":"a","volumeMounts":[{"name":"kube-api-access-x","mountPath":"/t"},{"name":"own","mountPath":"/o"}]}],
             "volumes":[{"name":"kube-api-access-x","projected":{}},{"name":"own","emptyDir":{}}]},"status":{"phase":"Running"}}
            """).Annotated("team", "payments");
        manifest["metadata"]!["creationTimestamp"] = "2026-11-24T10:00:00Z";
        var key = Some.Web with { Group = "", Kind = "Pod" };
        Did(Some.Action(ActionState.Done, id: "a-2") with { Kind = Some.Pods, Target = key, Manifest = manifest.ToJsonString() });
        world.Cluster.Reads.Clear();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Read(ReadResult.Gone));

        var report = await world.Undoer.UndoAsync("a-2", "alice", false, CancellationToken.None);

        Assert.Equal(ActionResult.Done, report.Result);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                $$$"""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop",
                 "annotations":{"team":"payments","k8guard.io/action-id":"{{{report.Record!.Id}}}"}},
                 "spec":{"containers":[{"name":"a","volumeMounts":[{"name":"own","mountPath":"/o"}]}],"volumes":[{"name":"own","emptyDir":{}}]}}
                """),
            JsonNode.Parse(Assert.Single(world.Cluster.Sent))), world.Cluster.Sent[0]);
    }

    [Fact]
    public async Task An_order_lasts_and_is_carried_out_newest_first_with_what_became_of_each()
    {
        Did(Some.Action(ActionState.Done, id: "a-2") with { IntendedAt = Some.Noon.AddMinutes(1), Previous = "3" });
        var desk = Desk();

        var order = desk.Order(["a-1", "a-2", "a-9"], "alice");
        Assert.Equal(["a-2", "a-1", "a-9"], order.Actions);
        Assert.All(desk.State(order.Id)!.Items, item => Assert.Equal(UndoResult.Ordered, item.Result));

        // the object carries the id of the older one
        desk = Desk();
        Assert.True(desk.HasOpen);
        await desk.CarryOutAsync(CancellationToken.None);

        Assert.Equal(
            [("a-2", UndoResult.Refused), ("a-1", UndoResult.Done), ("a-9", UndoResult.Refused)],
            desk.State(order.Id)!.Items.Select(item => (item.Action, item.Result)));
        Assert.False(Desk().HasOpen);
        Assert.NotNull(desk.State(order.Id)!.Order.FinishedAt);
        Assert.Null(desk.State("nowhere"));
    }

    [Fact]
    public void By_policy_and_time_only_what_it_did_since_then_and_still_stands_is_ordered()
    {
        ActionRecord[] others =
        [
            Some.Action(ActionState.Done, id: "of another policy") with { Policy = "other" },
            Some.Action(ActionState.Done, id: "earlier") with { IntendedAt = Some.Noon.AddTicks(-1) },
            Some.Action(ActionState.Refused, id: "refused"),
            Some.Action(ActionState.Done, id: "part") with { PartOf = "a-1" },
            Some.Action(ActionState.Done, id: "back"),
            Some.Action(ActionState.Done, id: "undo") with { Cause = ActionCause.Undo, Undoes = "back" },
        ];
        world.Ledger.Commit(() => new LedgerChange { Actions = others });

        Assert.Equal(["a-1"], Desk().Order("image-repo", Some.Noon, "alice").Actions);
    }

    [Fact]
    public async Task What_can_not_be_undone_now_stays_ordered()
    {
        world.Leadership.WhyNot = "somebody else leads";
        var desk = Desk();
        var order = desk.Order("image-repo", Some.Noon, "alice");
        await desk.CarryOutAsync(CancellationToken.None);
        Assert.Equal(UndoResult.Ordered, Assert.Single(desk.State(order.Id)!.Items).Result);

        world.Leadership.WhyNot = null;
        world.Clock.Pass(TimeSpan.FromSeconds(2));
        await desk.CarryOutAsync(CancellationToken.None);
        Assert.Equal(UndoResult.Done, Assert.Single(desk.State(order.Id)!.Items).Result);
        Assert.Empty(desk.Order("image-repo", Some.Noon, "alice").Actions);
    }

    private static JsonObject Stopped() => Some.DeploymentManifest(replicas: 0).Annotated(ActionAnnotations.ActionId, "a-1");

    private static Episode Contained() =>
        Some.Episode().Warned(3, Some.Noon) with { State = EpisodeState.Contained, ActionId = "a-1", ClosedAt = Some.Noon };

    private UndoDesk Desk() => new(world.Ledger, world.Undoer, world.Cluster, world.Points, world.Clock);

    private void Did(ActionRecord action) => world.Ledger.Commit(() => new LedgerChange { Actions = [action], Episodes = [Contained()] });

    private void Finds(JsonObject manifest)
    {
        world.Cluster.Reads.Clear();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(manifest));
    }

    private Task<ActionReport> UndoAsync() => world.Undoer.UndoAsync("a-1", "alice", automatic: false, CancellationToken.None);
}
