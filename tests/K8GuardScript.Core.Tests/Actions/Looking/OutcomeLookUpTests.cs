using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Actions.Looking;

public sealed class OutcomeLookUpTests : IDisposable
{
    private readonly World world = new();

    public OutcomeLookUpTests() => world.Remembers(Some.Episode());

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(nameof(ActionState.Intended))]
    [InlineData(nameof(ActionState.Unknown))]
    public async Task An_object_that_carries_the_actions_id_shows_that_it_was_done(string state)
    {
        Begun(Some.Action(Enum.Parse<ActionState>(state)));

        Assert.True(await LookAsync(Some.DeploymentManifest(replicas: 0, version: "102").Annotated(ActionAnnotations.ActionId, "a-1")));

        Assert.Equal(ActionState.Done, Action().State);
        Assert.Equal((EpisodeState.Contained, "a-1"), (Episode().State, Episode().ActionId));
        Assert.True(world.OwnWrites.Outdates(Some.Web, Some.Deployment(version: "101")));
    }

    [Fact]
    public async Task An_object_without_the_id_was_not_changed()
    {
        Begun(Some.Action());

        Assert.True(await LookAsync(Some.DeploymentManifest().Annotated(ActionAnnotations.ActionId, "an earlier one")));

        Assert.Equal(ActionState.Refused, Action().State);
        Assert.Equal(EpisodeState.Open, Episode().State);
    }

    [Theory]
    [InlineData("k8guardscript", 3, true)]
    [InlineData("kubectl-annotate", 3, false)]
    [InlineData("kubectl-annotate", 0, true)]
    [InlineData(null, 3, true)]
    public async Task Of_an_object_that_is_as_before_it_tells_who_put_the_id_on(string? manager, int replicas, bool done)
    {
        Begun(Some.Action(ActionState.Unknown));
        var found = Some.DeploymentManifest(replicas: replicas, version: "103").Annotated(ActionAnnotations.ActionId, "a-1");
        if (manager is not null)
        {
            found["metadata"]!["managedFields"] = JsonNode.Parse(
                """
                [{"manager":"MANAGER","fieldsV1":{"f:metadata":{"f:annotations":{"f:k8guard.io/action-id":{}}}}},
                 {"manager":"kubectl","subresource":"scale","fieldsV1":{"f:spec":{"f:replicas":{}}}}]
                """.Replace("MANAGER", manager, StringComparison.Ordinal));
        }

        await LookAsync(found);

        Assert.Equal(done ? ActionState.Done : ActionState.Refused, Action().State);
        Assert.Equal(!done, Action().Note.Contains("somebody else put the action's id on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_id_on_an_object_that_was_created_anew_proves_nothing()
    {
        Begun(Some.Action());

        await LookAsync(Some.DeploymentManifest(uid: "uid-copy").Annotated(ActionAnnotations.ActionId, "a-1"));

        Assert.Equal(ActionState.Refused, Action().State);
    }

    [Fact]
    public async Task A_change_to_an_object_that_is_gone_was_not_made()
    {
        Begun(Some.Action());

        Assert.True(await LookAsync(null));

        Assert.Equal(ActionState.Refused, Action().State);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("created anew")]
    [InlineData("being deleted")]
    public async Task A_delete_is_done_when_that_very_object_is_not_there_or_on_its_way_out(string found)
    {
        Begun(Some.Action(verb: ActionVerb.Delete));

        await LookAsync(found switch
        {
            "gone" => null,
            "created anew" => Some.DeploymentManifest(uid: "uid-2"),
            _ => Some.DeploymentManifest().BeingDeleted(),
        });

        Assert.Equal(ActionState.Done, Action().State);
        Assert.Equal(EpisodeState.Contained, Episode().State);
    }

    [Fact]
    public async Task A_delete_is_not_done_while_that_very_object_lives()
    {
        Begun(Some.Action(verb: ActionVerb.Delete));

        await LookAsync(Some.DeploymentManifest());

        Assert.Equal(ActionState.Refused, Action().State);
    }

    [Theory]
    [InlineData(nameof(ReadResult.Unknown))]
    [InlineData(nameof(ReadResult.Refused))]
    public async Task What_can_not_be_looked_at_stays_open(string result)
    {
        Begun(Some.Action(ActionState.Unknown));
        world.Cluster.Reads.Enqueue(ScriptedCluster.Read(Enum.Parse<ReadResult>(result)));

        Assert.False(await world.LookUp.SettleAsync(CancellationToken.None));

        Assert.Equal(ActionState.Unknown, Action().State);
    }

    [Fact]
    public async Task What_can_not_be_looked_at_is_tried_again_after_a_pause_and_keeps_no_other_from_its_turn()
    {
        Begun(Some.Action(ActionState.Unknown, id: "a-1"));
        Begun(Some.Action(ActionState.Unknown, id: "a-0") with { Episode = Some.Episode("other").Key });
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found([]) with { Json = "unreadable"u8.ToArray() });
        world.Cluster.Reads.Enqueue(ScriptedCluster.Read(ReadResult.Gone));

        await Assert.ThrowsAnyAsync<Exception>(() => world.LookUp.SettleAsync(CancellationToken.None));
        Assert.False(await world.LookUp.SettleAsync(CancellationToken.None));

        Assert.Equal(2, world.Cluster.Asked.Count);
        Assert.Equal("a-1", Assert.Single(world.Ledger.Actions(), action => action.State == ActionState.Unknown).Id);

        world.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.True(await world.LookUp.SettleAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_is_settled_is_not_looked_at_again()
    {
        Begun(Some.Action(ActionState.Done));

        Assert.True(await world.LookUp.SettleAsync(CancellationToken.None));

        Assert.Empty(world.Cluster.Asked);
    }

    [Fact]
    public async Task What_is_just_being_written_is_left_to_who_writes_it()
    {
        Begun(Some.Action());
        using var underWay = world.OwnWrites.Begin(Some.Action());

        Assert.True(await world.LookUp.SettleAsync(CancellationToken.None));

        Assert.Empty(world.Cluster.Asked);
        Assert.Equal(ActionState.Intended, Action().State);
    }

    [Fact]
    public async Task An_episode_that_closed_meanwhile_stays_closed()
    {
        world.Remembers(Some.Episode() with { State = EpisodeState.Resolved });
        Begun(Some.Action());

        await LookAsync(Some.DeploymentManifest().Annotated(ActionAnnotations.ActionId, "a-1"));

        Assert.Equal((ActionState.Done, EpisodeState.Resolved), (Action().State, Episode().State));
    }

    private void Begun(ActionRecord action) => world.Ledger.Commit(() => new LedgerChange { Actions = [action] });

    private ActionRecord Action() => Assert.Single(world.Ledger.Actions());

    private Episode Episode() => Assert.Single(world.Ledger.Episodes());

    private Task<bool> LookAsync(JsonObject? found)
    {
        world.Cluster.Reads.Enqueue(found is null ? ScriptedCluster.Read(ReadResult.Gone) : ScriptedCluster.Found(found));
        return world.LookUp.SettleAsync(CancellationToken.None);
    }
}
