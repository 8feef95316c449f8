using System.Text.Json.Nodes;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class ChangeRouterTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void An_owner_that_comes_or_goes_has_its_children_judged_again()
    {
        world.Lists(Some.Pods, Some.Manifest(Some.Pods, "shop", "p").OwnedBy(Some.ReplicaSets, "uid-rs"), Some.Manifest(Some.Pods, "shop", "bare"));
        world.Waiting();

        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs"));
        Assert.Equal(["rs", "p"], world.Waiting());

        world.Objects.Deleted(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs").Utf8());
        Assert.Equal(["rs", "p"], world.Waiting());
    }

    [Fact]
    public void Once_namespaces_may_be_read_what_rested_on_their_labels_is_judged()
    {
        world.Rule(Some.Scoped("namespaceSelector: team=payments"));
        world.Objects.Expect(Some.Namespaces);
        world.Objects.Refused(Some.Namespaces, "forbidden");
        world.Lists(Some.Deployments, Some.DeploymentManifest());
        Assert.Equal("unknown", Assert.Single(world.Evaluates(Some.Web).Verdicts).Word());
        world.Waiting();

        world.Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "payments"));

        Assert.Contains("web", world.Waiting());
        Assert.Equal("violated", Assert.Single(world.Evaluates(Some.Web).Verdicts).Word());
    }

    [Fact]
    public void An_owner_that_only_changed_leaves_its_children_alone()
    {
        world.Lists(Some.Pods, Some.Manifest(Some.Pods, "shop", "p").OwnedBy(Some.ReplicaSets, "uid-rs"));
        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs"));
        world.Waiting();

        world.Objects.Changed(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs", """{"spec":{"replicas":7}}""", version: "101").Utf8());

        Assert.Equal(["rs"], world.Waiting());
    }

    [Fact]
    public void An_owner_that_was_created_anew_has_the_children_of_the_old_one_judged_again()
    {
        world.Lists(Some.Pods, Some.Manifest(Some.Pods, "shop", "p").OwnedBy(Some.ReplicaSets, "uid-rs"));
        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs"));
        world.Waiting();

        world.Objects.Changed(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs", uid: "uid-new", version: "101").Utf8());

        Assert.Equal(["rs", "p"], world.Waiting());
    }

    [Fact]
    public void A_child_that_went_or_changed_its_owner_is_not_queued_for_the_old_one()
    {
        world.Lists(
            Some.Pods, Some.Manifest(Some.Pods, "shop", "gone").OwnedBy(Some.ReplicaSets, "uid-rs"),
            Some.Manifest(Some.Pods, "shop", "moved").OwnedBy(Some.ReplicaSets, "uid-rs"));
        world.Objects.Deleted(Some.Pods, Some.Manifest(Some.Pods, "shop", "gone").OwnedBy(Some.ReplicaSets, "uid-rs").Utf8());
        world.Objects.Changed(Some.Pods, Some.Manifest(Some.Pods, "shop", "moved", version: "101").Utf8());
        world.Waiting();

        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs"));

        Assert.Equal(["rs"], world.Waiting());
    }

    [Fact]
    public void A_new_image_size_queues_who_asked_for_it_and_nobody_else()
    {
        var asks = Some.Policy("asks", rules: () => Entry.EachContainer((c, _) => Images.SizeOf(c.Image)));
        world.Rule(asks, Some.Policy("does-not-ask", rules: () => Entry.Each<Sdk.Views.Deployment>((_, _) => { })));
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.Deployments, Some.DeploymentManifest(image: "a"), Some.Manifest(Some.Deployments, "shop", "none"));
        world.Lists(Some.Nodes);
        world.Evaluates(Some.Web, Some.Web with { Name = "none" });
        world.Waiting();

        world.Objects.Changed(Some.Nodes, Node("a:latest", 7, "100"));
        var queued = world.Taken();
        Assert.Equal(["n", "web"], queued.Select(key => key.Key.Name));
        Assert.True(queued[1].Wanted.Includes(asks));
        Assert.False(queued[1].Wanted.Includes(world.Rulebook.Current.Policies.Find("does-not-ask")!));

        world.Clock.Pass(TimeSpan.FromSeconds(2));
        world.Objects.Changed(Some.Nodes, Node("b:1", 7, "101"));
        world.Objects.Changed(Some.Nodes, Node("a:latest", 7, "102"));
        world.Clock.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(["n"], world.Waiting());
    }

    [Fact]
    public void What_is_delivered_again_is_not_queued()
    {
        world.ListsShop();
        world.Waiting();

        world.Objects.Changed(Some.Deployments, Some.DeploymentManifest(version: "101").Utf8());

        Assert.Empty(world.Waiting());
    }

    [Fact]
    public void A_change_of_the_status_is_for_those_alone_who_read_it()
    {
        world.ListsShop();
        world.Waiting();
        var manifest = Some.DeploymentManifest(version: "101");
        manifest["status"] = new JsonObject { ["replicas"] = 1 };

        world.Objects.Changed(Some.Deployments, manifest.Utf8());

        Assert.Equal(Wanted.StatusReaders, Assert.Single(world.Taken()).Wanted);
    }

    [Fact]
    public void What_lies_in_a_namespace_is_judged_again_when_its_labels_change_by_those_who_ask_for_them()
    {
        world.Rule(Some.Scoped("namespaceSelector: team=payments"), Some.Policy("other"));
        world.ListsShop();
        world.Lists(Some.Pods, Some.Manifest(Some.Pods, "shop", "p"), Some.Manifest(Some.Pods, "other", "elsewhere"));
        world.Waiting();

        world.Objects.Changed(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "payments").Annotated("a", "b").Version("101").Utf8());
        Assert.Equal(["shop"], world.Waiting());

        world.Objects.Changed(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "ml").Version("102").Utf8());
        var queued = world.Taken();
        Assert.Equal(["p", "shop", "web"], queued.Select(key => key.Key.Name).Order());
        Assert.All(queued, key => Assert.Equal(key.Key.Name == "shop" ? Lane.Change : Lane.Sweep, key.Lane));
        Assert.All(queued, key => Assert.Equal(key.Key.Name == "shop", key.Wanted.Includes(Some.Policy("other"))));
    }

    [Fact]
    public void What_lies_in_a_namespace_that_comes_late_is_judged_again()
    {
        world.ListsShop();
        world.Lists(Some.Pods, Some.Manifest(Some.Pods, "late", "p"));
        world.Waiting();

        world.Objects.Changed(Some.Namespaces, Some.NamespaceManifest("late").Utf8());

        Assert.Equal(["late", "p"], world.Waiting().Order());
    }

    [Fact]
    public void A_kind_that_is_listed_again_with_nothing_new_queues_nothing()
    {
        world.ListsShop();
        world.Evaluates(Some.Web);
        world.Waiting();

        world.Objects.Interrupted(Some.Deployments, "no route");
        world.Lists(Some.Deployments, Some.DeploymentManifest());

        Assert.Empty(world.Waiting());
    }

    [Fact]
    public void A_kind_that_may_be_read_again_is_judged_again_and_what_names_an_owner_of_it()
    {
        world.ListsShop();
        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs").OwnedBy(Some.Deployments, "uid-nobody"));
        world.Objects.Refused(Some.Deployments, "forbidden");
        world.Waiting();

        world.Lists(Some.Deployments, Some.DeploymentManifest());

        Assert.Equal(["rs", "web"], world.Waiting().Order());
    }

    [Fact]
    public void It_is_settled_once_every_kind_is_listed_or_refused()
    {
        world.Objects.Expect(Some.Pods);
        world.Objects.Expect(Some.Jobs);

        world.Lists(Some.Pods);
        Assert.False(world.Router.Settled.IsCompleted);

        world.Objects.Interrupted(Some.Jobs, "no route");
        Assert.False(world.Router.Settled.IsCompleted);

        world.Objects.Refused(Some.Jobs, "forbidden");
        Assert.True(world.Router.Settled.IsCompleted);
    }

    private static byte[] Node(string image, int size, string version) => Some.Manifest(
        Some.Nodes, "", "n", $$"""{"status":{"images":[{"names":["{{image}}"],"sizeBytes":{{size}}}]} }""", version: version).Utf8();
}
