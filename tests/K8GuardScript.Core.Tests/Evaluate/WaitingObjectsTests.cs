using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class WaitingObjectsTests : IDisposable
{
    private static readonly ObjectKey Pod = new("", "Pod", "shop", "p");
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_kind_that_is_never_listed_holds_up_nothing_that_does_not_rest_on_it()
    {
        world.Objects.Expect(Some.Jobs);
        world.ListsShop();
        world.Objects.Interrupted(Some.Jobs, "no route");

        Assert.Equal(["web"], Judged());
        Assert.False(world.Router.Settled.IsCompleted);
    }

    [Fact]
    public void What_lies_in_a_namespace_waits_for_namespaces()
    {
        world.Objects.Expect(Some.Namespaces);
        world.Lists(Some.Deployments, Some.DeploymentManifest());
        world.Lists(Some.Nodes, Some.Manifest(Some.Nodes, "", "n"));

        Assert.Empty(Judged());
        Assert.Equal(1, world.WaitingObjects.Count);

        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        Assert.Equal(["web"], Judged());
        Assert.Equal(0, world.WaitingObjects.Count);
    }

    [Fact]
    public void Namespaces_that_are_refused_are_waited_for_no_longer()
    {
        world.Objects.Expect(Some.Namespaces);
        world.Lists(Some.Deployments, Some.DeploymentManifest());
        Assert.Empty(Judged());

        world.Objects.Refused(Some.Namespaces, "forbidden");

        Assert.Equal(["web"], Judged());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_names_a_controller_waits_for_its_kind(bool isListed)
    {
        world.Objects.Expect(Some.ReplicaSets);
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.Pods, Owned(Some.ReplicaSets));
        Assert.Empty(Judged());

        if (isListed) world.Lists(Some.ReplicaSets);
        else world.Objects.Refused(Some.ReplicaSets, "forbidden");

        // refused, nothing can be said against the owner
        Assert.Equal(isListed ? ["p"] : [], Judged());
        Assert.Equal(0, world.WaitingObjects.Count);
    }

    [Fact]
    public void What_names_a_controller_of_no_such_kind_waits_for_nobody()
    {
        var custom = new KindName("example.com", "v1", "ReplicaSet");
        world.Objects.Expect(custom);
        world.Objects.Expect(Some.Deployments);
        world.Lists(Some.Namespaces, Some.NamespaceManifest());

        world.Lists(Some.Pods, Owned(custom));
        Assert.Equal(["p"], Judged());

        var other = Owned(Some.Deployments);
        other["metadata"]!["name"] = "q";
        world.Objects.Changed(Some.Pods, other.Utf8());
        Assert.Equal(["q"], Judged());
    }

    [Fact]
    public void Who_answers_for_others_waits_for_the_kind_of_its_own_controller()
    {
        world.Objects.Expect(Some.Deployments);
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs").OwnedBy(Some.Deployments, "uid-web"));
        world.Lists(Some.Pods, Some.Manifest(Some.Pods, "shop", "p").OwnedBy(Some.ReplicaSets, "uid-rs"));

        Judged();

        Assert.Equal(1, world.WaitingObjects.Count);
    }

    [Fact]
    public void Who_wanted_it_judged_is_not_forgotten()
    {
        var other = Some.Policy("other");
        world.Rule(Some.Policy("one"), other);
        world.Objects.Expect(Some.Namespaces);
        world.Lists(Some.Deployments, Some.DeploymentManifest());
        world.Taken();
        Judge(new QueuedKey(Some.Web, Wanted.Only("one"), Lane.Sweep, 0));
        Judge(new QueuedKey(Some.Web, Wanted.Only("other"), Lane.Sweep, 0));

        world.Objects.Refused(Some.Namespaces, "forbidden");

        var queued = Assert.Single(world.Taken());
        Assert.Equal(Lane.Sweep, queued.Lane);
        Assert.All(world.Rulebook.Current.Policies.All, policy => Assert.True(queued.Wanted.Includes(policy)));
    }

    [Fact]
    public void What_went_or_is_looked_at_no_longer_does_not_wait()
    {
        world.Objects.Expect(Some.Namespaces);
        world.Objects.Expect(Some.ReplicaSets);
        world.Lists(Some.Deployments, Some.DeploymentManifest());
        Judged();

        world.Objects.Deleted(Some.Deployments, Some.DeploymentManifest(version: "101").Utf8());
        Assert.Equal(0, world.WaitingObjects.Count);

        world.Lists(Some.Namespaces);
        world.Lists(Some.Pods, Owned(Some.ReplicaSets));
        Judged();
        Assert.Equal(1, world.WaitingObjects.Count);

        world.Objects.Forget(Some.ReplicaSets);
        Assert.Equal(0, world.WaitingObjects.Count);
        Assert.Equal(["p"], Judged());
    }

    [Fact]
    public void What_is_gone_waits_for_nothing()
    {
        world.Remembers(Some.Episode());
        world.Objects.Expect(Some.Namespaces);
        world.Lists(Some.Deployments);

        Judged();

        Assert.False(Assert.Single(world.Ledger.Episodes()).IsAlive);
    }

    private static JsonObject Owned(KindName kind) =>
        Some.Manifest(Some.Pods, "shop", Pod.Name, """{"spec":{"containers":[{"name":"app","image":"bad/web:1"}]}}""").OwnedBy(kind, "uid-owner");

    // those with a verdict, of what was queued
    private List<string> Judged() => Judge([.. world.Taken()]);

    private List<string> Judge(params QueuedKey[] keys)
    {
        var result = world.Batch.Record(world.Batch.Judge(keys, InlineEvaluation.Instance));
        return [.. result.Verdicts.Where(verdict => verdict.Result != VerdictResult.NotConcerned).Select(verdict => verdict.Object.Name)];
    }
}
