using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class OwnerChainTests : IDisposable
{
    private readonly World world = new();

    public OwnerChainTests() => world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs"));

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_pod_of_a_replica_set_that_exists_is_judged_there()
    {
        Assert.True(IsJudgedAtItsOwner(Pod().OwnedBy(Some.ReplicaSets, "uid-rs")));
    }

    [Fact]
    public void A_pod_without_an_owner_is_judged_itself()
    {
        Assert.False(IsJudgedAtItsOwner(Pod()));
    }

    [Fact]
    public void A_reference_to_an_owner_that_does_not_exist_is_no_escape()
    {
        Assert.False(IsJudgedAtItsOwner(Pod().OwnedBy(Some.ReplicaSets, "uid-invented")));
    }

    [Fact]
    public void A_reference_that_is_no_controller_is_no_escape()
    {
        Assert.False(IsJudgedAtItsOwner(Pod().OwnedBy(Some.ReplicaSets, "uid-rs", controller: false)));
    }

    [Fact]
    public void A_reference_that_names_another_kind_than_the_owner_has_is_no_escape()
    {
        Assert.False(IsJudgedAtItsOwner(Pod().OwnedBy(Some.Jobs, "uid-rs")));
    }

    [Fact]
    public void A_reference_into_another_namespace_is_no_escape()
    {
        Assert.False(IsJudgedAtItsOwner(Some.Manifest(Some.Pods, "other", "p").OwnedBy(Some.ReplicaSets, "uid-rs")));
    }

    [Fact]
    public void An_owner_that_does_not_create_such_children_is_no_escape()
    {
        world.Lists(Some.Deployments, Some.DeploymentManifest());

        Assert.False(IsJudgedAtItsOwner(Pod().OwnedBy(Some.Deployments, "uid-web")));
        Assert.False(IsJudgedAtItsOwner(Some.Manifest(Some.Ingresses, "shop", "i").OwnedBy(Some.ReplicaSets, "uid-rs")));
    }

    [Fact]
    public void A_custom_kind_that_is_called_like_a_built_in_one_is_no_escape()
    {
        var lookalike = new KindName("evil.example.com", "v1", "ReplicaSet");
        world.Lists(lookalike, Some.Manifest(lookalike, "shop", "fake"));

        Assert.False(IsJudgedAtItsOwner(Pod().OwnedBy(lookalike, "uid-fake")));
        Assert.False(IsJudgedAtItsOwner(Pod().OwnedBy(Some.ReplicaSets, "uid-fake")));
    }

    [Fact]
    public void Children_of_an_owner_whose_kind_is_refused_are_left_alone()
    {
        world.Objects.Expect(Some.Jobs);
        Assert.False(IsJudgedAtItsOwner(Pod().OwnedBy(Some.Jobs, "uid-job")));

        world.Objects.Refused(Some.Jobs, "forbidden");
        Assert.True(IsJudgedAtItsOwner(Pod().OwnedBy(Some.Jobs, "uid-job")));
    }

    [Fact]
    public void What_may_be_owned_by_something_that_is_not_listed_yet_waits_for_it()
    {
        var chain = new OwnerChain(world.Objects);
        Assert.Null(chain.WaitsFor(Pod().OwnedBy(Some.Jobs, "uid-job").Parsed()));

        world.Objects.Expect(Some.Jobs);
        Assert.Equal(Some.Jobs, chain.WaitsFor(Pod().OwnedBy(Some.Jobs, "uid-job").Parsed()));
        Assert.Null(chain.WaitsFor(Pod().OwnedBy(Some.ReplicaSets, "uid-rs").Parsed()));
        Assert.Null(chain.WaitsFor(Pod().Parsed()));

        world.Lists(Some.Jobs);
        Assert.Null(chain.WaitsFor(Pod().OwnedBy(Some.Jobs, "uid-job").Parsed()));
    }

    [Fact]
    public void The_top_of_a_chain_is_where_nobody_is_believed_to_own_it_any_more()
    {
        var chain = new OwnerChain(world.Objects);
        world.Lists(Some.Deployments, Some.DeploymentManifest());
        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs", version: "101").OwnedBy(Some.Deployments, "uid-web"));

        Assert.Equal("web", chain.TopOf(Pod().OwnedBy(Some.ReplicaSets, "uid-rs").Parsed()).Name);

        world.Objects.Deleted(Some.Deployments, Some.DeploymentManifest().Utf8());
        Assert.Equal("rs", chain.TopOf(Pod().OwnedBy(Some.ReplicaSets, "uid-rs").Parsed()).Name);
    }

    [Fact]
    public void Objects_that_say_they_own_each_other_own_nothing()
    {
        var first = Some.Manifest(Some.ReplicaSets, "shop", "a").OwnedBy(Some.ReplicaSets, "uid-b");
        var second = Some.Manifest(Some.ReplicaSets, "shop", "b").OwnedBy(Some.ReplicaSets, "uid-a");
        world.Lists(Some.ReplicaSets, first, second);

        Assert.False(IsJudgedAtItsOwner(first));
        Assert.Equal("a", new OwnerChain(world.Objects).TopOf(first.Parsed()).Name);
    }

    [Fact]
    public void Only_a_controller_outside_of_kubernetes_would_undo_an_action()
    {
        var rollout = new KindName("argoproj.io", "v1alpha1", "Rollout");

        Assert.Equal(
            "it is controlled by Rollout `owner`, which would undo an action", OwnerChain.UnknownController(Pod().OwnedBy(rollout, "u").Parsed()));
        Assert.Null(OwnerChain.UnknownController(Pod().OwnedBy(rollout, "u", controller: false).Parsed()));
        Assert.Null(OwnerChain.UnknownController(Pod().OwnedBy(Some.CronJobs, "u").Parsed()));
    }

    private static JsonObject Pod() => Some.Manifest(Some.Pods, "shop", "p");

    private bool IsJudgedAtItsOwner(JsonObject manifest) =>
        new OwnerChain(world.Objects).StandingOf(OwnerChain.KindOf(manifest.Parsed()), manifest.Parsed()) is Standing.Owned or Standing.LeftAlone;
}
