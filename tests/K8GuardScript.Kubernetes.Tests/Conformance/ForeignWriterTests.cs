using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Record;
using K8GuardScript.Kubernetes.Writing;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

public sealed class ForeignWriterTests(ConformanceServer server) : ActingScene(server)
{
    private const string Spec =
        """
        "spec":{"replicas":3,"selector":{"matchLabels":{"app":"w"} },"template":{"metadata":{"labels":{"app":"w"} },
        "spec":{"containers":[{"name":"main","image":"registry.example.com/main:1"}] } } }
        """;

    [Fact]
    public async Task Who_fixes_it_between_the_read_and_the_write_is_left_alone()
    {
        var episode = await DeploymentAsync();
        Meddler.BeforeWrite = () => ForeignAsync(Deployments, "w", """{"metadata":{"labels":{"ok":"yes"}}}""");

        var report = await ActAsync(episode);

        Assert.Equal((ActionResult.NotDue, "on a fresh look it does not violate any more"), (report.Result, report.Why));
        Assert.Equal(3, await ReplicasAsync());
        Assert.Equal(EpisodeState.Open, Ledger.Find(episode.Key)!.State);
    }

    [Fact]
    public async Task Who_writes_something_else_meanwhile_only_costs_a_try()
    {
        var episode = await DeploymentAsync();
        Meddler.BeforeWrite = () => ForeignAsync(Deployments, "w", """{"spec":{"replicas":5}}""");

        var action = await ActedAsync(episode);

        Assert.Equal((0, "5"), (await ReplicasAsync(), action.Previous));
        Assert.True(Meddler.Writes >= 2);
    }

    [Fact]
    public async Task What_was_created_again_between_the_read_and_the_write_is_another_object()
    {
        var episode = await DeploymentAsync();
        Meddler.BeforeWrite = async () =>
        {
            await Client.DeleteAsync(At(Deployments, "w"), new DeleteOptions(), Cancel);
            await UntilAsync(async () => (await Client.GetAsync(Deployments, Namespace, "w", Cancel)).Result == ReadResult.Gone, "gone");
            await CreateAsync(Deployments, "w", Spec);
        };

        Assert.Equal(ActionResult.NotDue, (await ActAsync(episode)).Result);
        Assert.Equal(3, await ReplicasAsync());
    }

    [Fact]
    public async Task A_lost_answer_is_looked_up_and_nothing_is_sent_twice()
    {
        var episode = await DeploymentAsync();
        LoseAll(Meddler.LosesAnswers);

        var report = await ActAsync(episode);
        Assert.Equal(ActionResult.Unknown, report.Result);
        var writes = Meddler.Writes;
        Assert.True(await LookUp.SettleAsync(Cancel));

        var action = Ledger.Actions().Single(one => one.State == ActionState.Done);
        Assert.Equal((0, writes, "3"), (await ReplicasAsync(), Meddler.Writes, action.Previous));
        Assert.Equal((EpisodeState.Contained, action.Id), (Ledger.Find(episode.Key)!.State, Ledger.Find(episode.Key)!.ActionId));
        Meddler.LosesAnswers.Clear();
        await UndoneAsync(action);
        Assert.Equal(3, await ReplicasAsync());
    }

    [Fact]
    public async Task A_request_that_never_arrived_is_looked_up_and_refused()
    {
        var episode = await DeploymentAsync();
        LoseAll(Meddler.LosesRequests);

        Assert.Equal(ActionResult.Unknown, (await ActAsync(episode)).Result);
        Assert.True(await LookUp.SettleAsync(Cancel));

        Assert.Equal((3, ActionState.Refused), (await ReplicasAsync(), Ledger.Actions()[0].State));
        Assert.Equal(EpisodeState.Open, Ledger.Find(episode.Key)!.State);
    }

    [Fact]
    public async Task What_a_person_scaled_up_since_is_not_undone()
    {
        var action = await ActedAsync(await DeploymentAsync());
        await ForeignAsync(Deployments, "w", """{"spec":{"replicas":7}}""");

        var report = await Undoer.UndoAsync(action.Id, "alice", false, Cancel);

        Assert.Equal(ActionResult.NotDue, report.Result);
        Assert.Contains("somebody changed it since", report.Why, StringComparison.Ordinal);
        Assert.Equal(7, await ReplicasAsync());
        Assert.Equal(EpisodeState.Contained, Ledger.Find(action.Episode!.Value)!.State);
    }

    [Fact]
    public async Task What_lost_our_id_or_is_gone_or_another_is_not_undone()
    {
        var action = await ActedAsync(await DeploymentAsync());
        await ForeignAsync(Deployments, "w", """{"metadata":{"annotations":{"k8guard.io/action-id":"other"}}}""");
        Assert.Contains("does not carry the action's id any more", (await UndoAsync(action)).Why, StringComparison.Ordinal);

        await Client.DeleteAsync(At(Deployments, "w"), new DeleteOptions(), Cancel);
        await UntilAsync(async () => (await Client.GetAsync(Deployments, Namespace, "w", Cancel)).Result == ReadResult.Gone, "gone");
        Assert.Equal("the object is gone", (await UndoAsync(action)).Why);

        await CreateAsync(Deployments, "w", Spec);
        Assert.Contains("another object has that name now", (await UndoAsync(action)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_scales_up_between_the_read_and_the_undo_wins()
    {
        var action = await ActedAsync(await DeploymentAsync());
        Meddler.BeforeWrite = () => ForeignAsync(Deployments, "w", """{"spec":{"replicas":9}}""");

        Assert.Equal(ActionResult.NotDue, (await UndoAsync(action)).Result);
        Assert.Equal(9, await ReplicasAsync());
    }

    [Fact]
    public async Task A_lost_answer_to_an_undo_is_looked_up()
    {
        var episode = await DeploymentAsync();
        var action = await ActedAsync(episode);
        LoseAll(Meddler.LosesAnswers);

        Assert.Equal(ActionResult.Unknown, (await UndoAsync(action)).Result);
        Assert.Equal(ActionResult.Unknown, (await UndoAsync(action)).Result);
        Assert.True(await LookUp.SettleAsync(Cancel));

        Assert.Equal(3, await ReplicasAsync());
        var held = Ledger.Find(episode.Key)!;
        Assert.Equal((EpisodeState.Open, 1), (held.State, held.Reverts));
        Assert.NotNull(held.HeldUntil);
    }

    [Fact]
    public async Task An_undo_restores_no_fewer_than_an_autoscaler_keeps()
    {
        var episode = await DeploymentAsync();
        await CreateAsync(
            Autoscaler.Listed, "hpa",
            """
            "spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"w"},"minReplicas":5,"maxReplicas":9,
            "metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":50} } }] }
            """);
        var action = await ActedAsync(episode);

        Assert.Equal("scaled back to 5", (await UndoneAsync(action)).Outcome);
        Assert.Equal(5, await ReplicasAsync());
    }

    [Fact]
    public async Task What_is_fixed_is_undone_by_itself_and_nothing_is_held()
    {
        var episode = await DeploymentAsync();
        var action = await ActedAsync(episode);
        await ForeignAsync(Deployments, "w", """{"metadata":{"labels":{"ok":"yes"}}}""");
        var contained = Ledger.Find(episode.Key)!;
        Ledger.Commit(() => new LedgerChange { Episodes = [contained with { State = EpisodeState.Resolved }] });

        var (undone, report) = Assert.Single(await AutoUndo.CarryOutAsync(Cancel));

        Assert.Equal((action.Id, ActionResult.Done), (undone.Id, report.Result));
        Assert.Equal((3, "k8guard"), (await ReplicasAsync(), report.Record!.By));
        Assert.Equal((EpisodeState.Resolved, null), (Ledger.Find(episode.Key)!.State, Ledger.Find(episode.Key)!.HeldUntil));
        Assert.Empty(await AutoUndo.CarryOutAsync(Cancel));
    }

    [Fact]
    public async Task What_only_looked_fixed_stays_stopped()
    {
        var episode = await DeploymentAsync();
        await ActedAsync(episode);
        Ledger.Commit(() => new LedgerChange { Episodes = [Ledger.Find(episode.Key)! with { State = EpisodeState.Resolved }] });

        Assert.Equal("on a fresh look it still violates", Assert.Single(await AutoUndo.CarryOutAsync(Cancel)).Report.Why);
        Assert.Equal(0, await ReplicasAsync());
    }

    [Fact]
    public async Task Who_scales_up_is_named()
    {
        var episode = await DeploymentAsync();
        await ActedAsync(episode);
        await ForeignAsync(Deployments, "w", """{"spec":{"replicas":2}}""");
        Ledger.Commit(() => new LedgerChange
        {
            Episodes = [Ledger.Find(episode.Key)! with { State = EpisodeState.Open, Reverts = 1, ActionId = null }],
        });
        Assert.True(Namer.IsNaming(episode.Key));

        Assert.Equal("a person with `kubectl edit`", Assert.Single(await Namer.NameAsync(Cancel)).Episode.RevertedBy);
        Assert.Equal("a person with `kubectl edit`", Ledger.Find(episode.Key)!.RevertedBy);
        Assert.False(Namer.IsNaming(episode.Key));
    }

    private Task<ActionReport> UndoAsync(ActionRecord action) => Undoer.UndoAsync(action.Id, "alice", false, Cancel);

    private Task<Episode> DeploymentAsync() => ViolatingAsync(Deployments, "w", Spec, Act.Stop);

    private async Task<int> ReplicasAsync() => (int)(await ReadAsync(Deployments, "w"))["spec"]!["replicas"]!;

    private static void LoseAll(HashSet<int> which) => which.UnionWith(Enumerable.Range(1, 50));
}
