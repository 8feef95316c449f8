using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Writing;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

public sealed class PodActionTests(ConformanceServer server) : ActingScene(server)
{
    private const string Spec = "\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"registry.example.com/a:1\"}]}";
    private static readonly KindName Pods = new("", "v1", "Pod");
    private static readonly KindName Budgets = new("policy", "v1", "PodDisruptionBudget");
    private static readonly KindName ServiceAccounts = new("", "v1", "ServiceAccount");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bare_pod_is_removed_and_created_again(bool isEvicted)
    {
        var episode = await PodAsync(isEvicted ? Act.Stop : Act.Delete);

        var action = await ActedAsync(episode);
        Assert.Equal(isEvicted ? "evicted" : "deleted", action.Outcome);
        await RemovedAsync();
        Assert.Equal(EpisodeState.Contained, Ledger.Find(episode.Key)!.State);

        var undo = await UndoneAsync(action);
        var again = await ReadAsync(Pods, "a");
        Assert.NotEqual(episode.Uid, Uid(again));
        Assert.Equal((undo.Id, null), (Note(again, ActionAnnotations.ActionId), (string?)again["spec"]!["nodeName"]));
        Assert.Single(again["spec"]!["containers"]!.AsArray());
    }

    [Fact]
    public async Task A_budget_that_refuses_puts_the_eviction_off()
    {
        var episode = await PodAsync(Act.Stop);
        await CreateAsync(Budgets, "b", "\"spec\":{\"minAvailable\":1,\"selector\":{\"matchLabels\":{\"team\":\"t\"}}}");

        // no kubelet makes it ready, and a pod that is not counts for no budget
        await SetStatusAsync("""{"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}""");
        var report = new ActionReport(ActionResult.Done, "", null);
        await UntilAsync(
            async () =>
            {
                report = await ActAsync(episode);
                return report.Result != ActionResult.Conflict;
            },
            "not in conflict with controllers");

        Assert.Equal(ActionResult.NotNow, report.Result);
        Assert.DoesNotContain(Ledger.Actions(), action => action.State == ActionState.Done);
        Assert.Equal(EpisodeState.Open, Ledger.Find(episode.Key)!.State);
        Assert.Equal(episode.Uid, Uid(await ReadAsync(Pods, "a")));
    }

    [Fact]
    public async Task A_pod_that_is_there_again_is_not_created_once_more()
    {
        var action = await ActedAsync(await PodAsync(Act.Stop));
        await RemovedAsync();
        await CreateAsync(Pods, "a", Spec);

        var report = await Undoer.UndoAsync(action.Id, "alice", false, Cancel);

        Assert.Equal(ActionResult.NotDue, report.Result);
        Assert.Contains("an object of that name exists", report.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_creates_it_between_the_read_and_the_undo_wins()
    {
        var action = await ActedAsync(await PodAsync(Act.Stop));
        await RemovedAsync();
        Meddler.BeforeWrite = async () => await CreateAsync(Pods, "a", Spec);

        Assert.Equal(ActionResult.NotDue, (await Undoer.UndoAsync(action.Id, "alice", false, Cancel)).Result);
        Assert.Null(Note(await ReadAsync(Pods, "a"), ActionAnnotations.ActionId));
    }

    [Fact]
    public async Task Lost_answers_to_an_eviction_and_its_undo_are_looked_up()
    {
        var episode = await PodAsync(Act.Stop);
        Meddler.LosesAnswers.UnionWith(Enumerable.Range(1, 50));

        Assert.Equal(ActionResult.Unknown, (await ActAsync(episode)).Result);
        Assert.True(await LookUp.SettleAsync(Cancel));
        var action = Ledger.Actions().Single(one => one.State == ActionState.Done);
        await RemovedAsync();

        Assert.Equal(ActionResult.Unknown, (await Undoer.UndoAsync(action.Id, "alice", false, Cancel)).Result);
        var writes = Meddler.Writes;
        Assert.True(await LookUp.SettleAsync(Cancel));

        Assert.Equal((2, writes), (Ledger.Actions().Count(one => one.State == ActionState.Done), Meddler.Writes));
        Assert.NotNull((await ReadAsync(Pods, "a"))["metadata"]!["annotations"]![ActionAnnotations.ActionId]);
    }

    private async Task<Episode> PodAsync(Act act)
    {
        await UntilAsync(
            async () =>
            {
                var made = await Client.CreateAsync(ServiceAccounts, Namespace, Json("""{"metadata":{"name":"default"}}"""), false, Cancel);
                return made.Result is WriteResult.Done or WriteResult.AlreadyExists;
            },
            "a service account");
        return await ViolatingAsync(Pods, "a", Spec, act);
    }

    private Task RemovedAsync() => UntilAsync(
        async () =>
        {
            var read = await Client.GetAsync(Pods, Namespace, "a", Cancel);
            if (read.Result == ReadResult.Gone) return true;

            // no kubelet confirms the end of a pod that a scheduler gave a node
            await Client.DeleteAsync(At(Pods, "a"), new DeleteOptions { GraceSeconds = 0 }, Cancel);
            return false;
        },
        "gone");

    private async Task SetStatusAsync(string patch)
    {
        var call = new ApiCall(
            HttpMethod.Patch, "patch", "Pod", $"/api/v1/namespaces/{Namespace}/pods/a/status", TimeSpan.FromSeconds(30))
        {
            Body = Json(patch),
            ContentType = "application/merge-patch+json",
        };
        using var answer = await Api.OpenAsync(call, Cancel);
        Assert.Equal(200, answer.Code);
        await answer.ReadAllAsync(8 << 20);
    }
}
