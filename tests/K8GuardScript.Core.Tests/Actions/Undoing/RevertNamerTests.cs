using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Actions.Undoing;

/// <summary>Who undid an action is found out once, and the owner hears of it, whoever leads just then.</summary>
public sealed class RevertNamerTests : IDisposable
{
    private readonly World world = new();

    public RevertNamerTests()
    {
        world.ListsShop();
        var found = Some.DeploymentManifest();
        found["metadata"]!["managedFields"] = JsonNode.Parse(
            """[{"manager":"kubectl","subresource":"scale","fieldsV1":{"f:spec":{"f:replicas":{}}}}]""");
        world.Cluster.Objects["Deployment web"] = ScriptedCluster.Found(found);
        world.Ledger.Commit(() => new LedgerChange { Actions = [Some.Action(ActionState.Done)] });
    }

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_owner_hears_once_who_undid_an_action_also_while_the_dead_process_still_holds_the_lease(bool isStandby)
    {
        world.Leadership.IsStandby = isStandby;
        Reverted(times: 1);

        await world.Namer.NameAsync(CancellationToken.None);
        await world.Namer.NameAsync(CancellationToken.None);

        var parcel = Parcel.Read(Assert.Single(world.Ledger.Outbox()));
        var notice = Assert.Single(parcel.Content.Notices);
        Assert.Equal(("pay-teams", NoticeKind.ActionReverted), (parcel.Channel, notice.Kind));
        Assert.Contains("and a person with `kubectl scale` reverted that. It is warned of once more", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_word_is_stored_with_the_name_or_not_at_all()
    {
        var writes = new List<LedgerChange>();
        Reverted(times: 2);
        world.Ledger.Written += writes.Add;

        await world.Namer.NameAsync(CancellationToken.None);

        var write = Assert.Single(writes);
        Assert.Equal("a person with `kubectl scale`", Assert.Single(write.Episodes).RevertedBy);
        var notice = Assert.Single(Parcel.Read(Assert.Single(write.Outbox)).Content.Notices);
        Assert.Contains("The guard will not act on it again", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_closed_before_it_was_named()
    {
        Reverted(times: 1);
        world.Cluster.Objects["Deployment web"] = ScriptedCluster.Read(ReadResult.Gone);

        Assert.Empty(await world.Namer.NameAsync(CancellationToken.None));

        Assert.Empty(world.Ledger.Outbox());
    }

    private void Reverted(int times) => world.Remembers(Some.Episode() with { Reverts = times });
}
