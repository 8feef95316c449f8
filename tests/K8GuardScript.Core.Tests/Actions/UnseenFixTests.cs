using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Actions;

public sealed class UnseenFixTests : IDisposable
{
    private readonly World world = new();
    private readonly AutoUndo autoUndo;

    public UnseenFixTests()
    {
        world.ListsShop();
        world.Cluster.Lists["HorizontalPodAutoscaler"] = new([ScriptedCluster.Listed()]);
        autoUndo = new AutoUndo(world.Ledger, world.Rulebook, world.Look, world.Undoer, world.Clock);
        world.Ledger.Commit(() => new LedgerChange
        {
            Actions = [Some.Action(ActionState.Done) with { Previous = "3" }],
            Episodes = [Some.Episode() with { State = EpisodeState.Resolved, ClosedAt = Some.Noon }],
        });
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task What_was_broken_and_fixed_again_unseen_is_undone_all_the_same()
    {
        Finds("bad/web:1");
        Assert.Equal(ActionResult.Failed, await TryAsync());

        Finds("good/web:1");
        Assert.Null(await TryAsync());
        world.Clock.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(ActionResult.Done, await TryAsync());
        Assert.Null(await TryAsync());
    }

    private void Finds(string image) => world.Cluster.Objects["Deployment web"] = ScriptedCluster.Found(
        Some.DeploymentManifest(image, replicas: 0).Annotated(ActionAnnotations.ActionId, "a-1"));

    private async Task<ActionResult?> TryAsync() =>
        (await autoUndo.CarryOutAsync(CancellationToken.None)) is [var (_, report)] ? report.Result : null;
}
