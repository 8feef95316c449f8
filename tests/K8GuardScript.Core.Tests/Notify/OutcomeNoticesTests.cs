using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Notify;

/// <summary>What owners hear of outcomes that are learnt by a look, as the answer was lost with the process or on its way.</summary>
public sealed class OutcomeNoticesTests : IDisposable
{
    private readonly World world = new();
    private readonly List<ActionRecord> found = [];

    public OutcomeNoticesTests()
    {
        world.Remembers(Some.Episode());
        world.ListsShop();
        world.LookUp.Found += found.Add;
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task The_owner_hears_of_an_action_whose_answer_was_lost_once()
    {
        Begun(Some.Action());

        await LookAsync(Some.DeploymentManifest(replicas: 0).Annotated(ActionAnnotations.ActionId, "a-1"));
        await world.LookUp.SettleAsync(CancellationToken.None);

        var (channel, notice) = Assert.Single(Waiting());
        Assert.Equal(("pay-teams", "Action taken"), (channel, notice.Subject));
        Assert.Equal(
            "Deployment `shop/web` was scaled to 0 for policy `image-repo`. Image `bad/web:1` is bad. Undo: `k8guard undo a-1`.", notice.Text);
        Assert.Equal(("a-1", ActionState.Done), (Assert.Single(found).Id, found[0].State));
    }

    [Fact]
    public async Task Also_while_the_dead_process_still_holds_the_lease_as_nobody_else_knows_of_it()
    {
        Begun(Some.Action());
        world.Leadership.IsStandby = true;

        await LookAsync(Some.DeploymentManifest(replicas: 0).Annotated(ActionAnnotations.ActionId, "a-1"));

        Assert.Single(Waiting());
    }

    [Fact]
    public async Task Nobody_is_told_of_what_was_not_done()
    {
        Begun(Some.Action());

        await LookAsync(Some.DeploymentManifest());

        Assert.Empty(Waiting());
        Assert.Empty(found);
    }

    [Fact]
    public async Task The_team_that_the_deleted_object_named_is_told()
    {
        var ingress = Some.Manifest(Some.Ingresses, "shop", "web").Labelled("team", "printers");
        Begun(Some.Action(verb: ActionVerb.Delete) with
        {
            Target = Some.Web with { Group = "networking.k8s.io", Kind = "Ingress" },
            Kind = Some.Ingresses,
            Manifest = ingress.ToJsonString(),
        });

        await LookAsync(null);

        Assert.Equal("console", Assert.Single(Waiting()).Channel);
    }

    [Theory]
    [InlineData("jane", "Deployment `shop/web`, which was scaled to 0, is as it was before: undone by jane.")]
    [InlineData(ActionRecord.Guard, "Deployment `shop/web`, which was scaled to 0, is as it was before: undone: the violation is fixed.")]
    public async Task The_owner_hears_of_an_undo_whose_answer_was_lost(string by, string text)
    {
        Begun(Some.Action(ActionState.Done));
        Begun(Undo(by));

        await LookAsync(Some.DeploymentManifest());

        Assert.Equal(text, Assert.Single(Waiting()).Notice.Text);
        Assert.Equal("a-2", Assert.Single(found).Id);
    }

    [Fact]
    public async Task What_a_schedule_does_is_told_by_its_run_alone()
    {
        Begun(Some.Action() with { Cause = ActionCause.Schedule, Episode = null, Run = "sleep/nights/1" });

        await LookAsync(Some.DeploymentManifest(replicas: 0).Annotated(ActionAnnotations.ActionId, "a-1"));

        Assert.Empty(Waiting());
        Assert.Single(found);
    }

    [Fact]
    public async Task What_is_part_of_another_action_is_told_with_it()
    {
        Begun(Some.Action(ActionState.Unknown) with { PartOf = "a-0" });

        await LookAsync(Some.DeploymentManifest(replicas: 0).Annotated(ActionAnnotations.ActionId, "a-1"));

        Assert.Empty(Waiting());
    }

    private static ActionRecord Undo(string by) => Some.Action(id: "a-2") with
    {
        Cause = ActionCause.Undo,
        Undoes = "a-1",
        By = by,
        Outcome = "scaled back to 3",
    };

    private void Begun(ActionRecord action) => world.Ledger.Commit(() => new LedgerChange { Actions = [action] });

    private IEnumerable<(string Channel, Notice Notice)> Waiting() =>
        world.Ledger.Outbox().Select(Parcel.Read).SelectMany(parcel => parcel.Content.Notices.Select(notice => (parcel.Channel, notice)));

    private Task<bool> LookAsync(JsonObject? seen)
    {
        world.Cluster.Reads.Enqueue(seen is null ? ScriptedCluster.Read(ReadResult.Gone) : ScriptedCluster.Found(seen));
        return world.LookUp.SettleAsync(CancellationToken.None);
    }
}
