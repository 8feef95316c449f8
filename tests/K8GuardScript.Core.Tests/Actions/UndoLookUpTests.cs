using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Actions;

public sealed class UndoLookUpTests : IDisposable
{
    private static readonly KindName Rollouts = new("argoproj.io", "v1alpha1", "Rollout");
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(3, false, nameof(ActionState.Done))]
    [InlineData(0, true, nameof(ActionState.Refused))]
    [InlineData(0, false, nameof(ActionState.Refused))]
    public async Task Only_what_the_field_says_is_undone(int replicas, bool isMarked, string state)
    {
        Begun(Some.Action(ActionState.Done) with { Previous = "3" }, "0");

        await LookAsync(Marked(Some.DeploymentManifest(replicas: replicas), isMarked));

        Assert.Equal(Enum.Parse<ActionState>(state), Undo().State);
    }

    [Fact]
    public async Task An_undo_that_only_seems_done_is_refused_with_the_reason_and_counts_and_holds_nothing()
    {
        Begun(Some.Action(ActionState.Done) with { Previous = "3" }, "0");

        await LookAsync(Some.DeploymentManifest(replicas: 0));

        Assert.Equal(
            "looked up: somebody took the action's annotations off the object, which is as the action left it: it is not undone, and has to be by hand",
            Undo().Note);
        var episode = world.Ledger.Find(Some.Episode().Key)!;
        Assert.Equal((EpisodeState.Contained, 0, null), (episode.State, episode.Reverts, episode.HeldUntil));
    }

    [Fact]
    public async Task An_undo_that_is_done_counts_and_holds()
    {
        Begun(Some.Action(ActionState.Done) with { Previous = "3" }, "0");

        await LookAsync(Some.DeploymentManifest(replicas: 3));

        var episode = world.Ledger.Find(Some.Episode().Key)!;
        Assert.Equal((EpisodeState.Open, 1), (episode.State, episode.Reverts));
        Assert.NotNull(episode.HeldUntil);
    }

    [Theory]
    [InlineData("false", true, nameof(ActionState.Refused))]
    [InlineData("false", false, nameof(ActionState.Done))]
    [InlineData("true", true, nameof(ActionState.Done))]
    public async Task What_was_suspended_before_looks_the_same_once_it_is_undone(string previous, bool suspended, string state)
    {
        Begun(Some.Action(ActionState.Done) with { Kind = Some.CronJobs, Previous = previous }, "true");

        await LookAsync(Some.Manifest(Some.CronJobs, "shop", "web", $$$"""{"spec":{"suspend":{{{(suspended ? "true" : "false")}}}}}"""));

        Assert.Equal(Enum.Parse<ActionState>(state), Undo().State);
    }

    [Theory]
    [InlineData("here", nameof(ActionState.Refused))]
    [InlineData("elsewhere", nameof(ActionState.Done))]
    public async Task A_label_that_the_action_wrote_and_that_is_there_still_was_not_taken_back(string value, string state)
    {
        Begun(Some.Action(ActionState.Done, ActionVerb.Label) with { Previous = new MarkBefore("place", "here", null).ToJson() }, "");

        await LookAsync(Some.DeploymentManifest().Labelled("place", value));

        Assert.Equal(Enum.Parse<ActionState>(state), Undo().State);
    }

    [Theory]
    [InlineData(0, nameof(ActionState.Refused))]
    [InlineData(4, nameof(ActionState.Done))]
    public async Task Of_what_is_scaled_by_its_subresource_that_is_asked(int replicas, string state)
    {
        Begun(Some.Action(ActionState.Done) with { Kind = Rollouts, Previous = "4" }, "0");
        world.Cluster.Scales.Clear();
        world.Cluster.Scales.Enqueue(new ReadScale(ReadResult.Found, replicas, "uid-web", "100", ""));

        await LookAsync(Some.Manifest(Rollouts, "shop", "web"));

        Assert.Equal(Enum.Parse<ActionState>(state), Undo().State);
    }

    [Fact]
    public async Task Another_object_of_its_name_is_said_to_be_one()
    {
        Begun(Some.Action(ActionState.Done) with { Previous = "3" }, "0");

        await LookAsync(Some.DeploymentManifest(replicas: 0, uid: "uid-2"));

        Assert.Equal("looked up: another object has that name now: it was deleted and created again", Undo().Note);
    }

    // an action that stands, and a person's undo of it whose outcome is not known
    private void Begun(ActionRecord action, string previous)
    {
        world.Remembers(Some.Episode().Warned(3, Some.Noon) with { State = EpisodeState.Contained, ActionId = action.Id });
        var undo = action with { Id = "u-1", Cause = ActionCause.Undo, Undoes = action.Id, By = "alice", State = ActionState.Unknown, Previous = previous };
        world.Ledger.Commit(() => new LedgerChange { Actions = [action, undo] });
    }

    private static JsonObject Marked(JsonObject manifest, bool isMarked) => isMarked ? manifest.Annotated(ActionAnnotations.ActionId, "a-1") : manifest;

    private ActionRecord Undo() => world.Ledger.FindAction("u-1")!;

    private async Task LookAsync(JsonObject found)
    {
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(found));
        await world.LookUp.SettleAsync(CancellationToken.None);
    }
}
