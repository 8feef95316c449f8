using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Actions;

/// <summary>Which Jobs go with a CronJob that is suspended.</summary>
public sealed class JobPartsTests : IDisposable
{
    private readonly World world = new();
    private readonly JobParts parts;

    public JobPartsTests()
    {
        var writer = new ActionWriter(world.Cluster, world.Ledger, world.OwnWrites, world.Leadership, world.Points, world.Clock);
        parts = new JobParts(world.Cluster, world.Ledger, world.Look, writer, world.Clock);
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Its_own_that_run_and_no_others()
    {
        world.Cluster.Lists["Job"] = new([ScriptedCluster.Listed(
            Job("own").OwnedBy(Some.CronJobs, "uid-nightly"),
            Job("of another").OwnedBy(Some.CronJobs, "uid-weekly"),
            Job("only referred to").OwnedBy(Some.CronJobs, "uid-nightly", controller: false),
            Job("of nobody"),
            Job("suspended", """{"spec":{"suspend":true}}""").OwnedBy(Some.CronJobs, "uid-nightly"),
            Job("finished", """{"status":{"conditions":[{"type":"Complete","status":"True"}]}}""").OwnedBy(Some.CronJobs, "uid-nightly"))]);

        var (trouble, found) = await parts.OfAsync(Nightly, CancellationToken.None);

        var part = Assert.Single(found);
        Assert.Null(trouble);
        Assert.Equal(("own", "uid-own", "a-1", ActionState.Intended), (part.Target.Name, part.Uid, part.PartOf, part.State));
    }

    [Fact]
    public async Task Where_they_can_not_be_listed_nothing_is_suspended()
    {
        var (trouble, found) = await parts.OfAsync(Nightly, CancellationToken.None);

        Assert.Equal("its Jobs could not be listed: the server's words", trouble);
        Assert.Empty(found);
    }

    [Fact]
    public async Task None_go_with_anything_else()
    {
        var (trouble, found) = await parts.OfAsync(Some.Action(), CancellationToken.None);

        Assert.Equal((null, 0, 0), (trouble, found.Count, world.Cluster.Asked.Count));
    }

    private static ActionRecord Nightly => Some.Action() with
    {
        Target = new ObjectKey("batch", "CronJob", "shop", "nightly"),
        Kind = Some.CronJobs,
        Uid = "uid-nightly",
    };

    private static JsonObject Job(string name, string rest = "{}") => Some.Manifest(Some.Jobs, "shop", name, rest);
}
