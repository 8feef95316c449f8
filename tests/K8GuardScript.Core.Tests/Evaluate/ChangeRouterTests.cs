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
    public void A_namespace_that_comes_or_is_labelled_anew_has_what_is_in_it_judged_by_the_policies_that_ask_for_its_labels()
    {
        world.Rule(Some.Scoped("overrides: [{ namespaceSelector: team=ml, mode: safe }]"));
        world.Lists(Some.Deployments, Some.DeploymentManifest(), Some.Manifest(Some.Deployments, "bar", "other"));
        world.Waiting();

        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        Assert.Equal(["shop", "web"], world.Waiting().Order());

        world.Objects.Changed(Some.Namespaces, Some.Manifest(Some.Namespaces, "", "shop", version: "101").Annotated("a", "b").Utf8());
        Assert.Equal(["shop"], world.Waiting());

        world.Objects.Changed(Some.Namespaces, Some.Manifest(Some.Namespaces, "", "shop", version: "102").Labelled("team", "ml").Utf8());
        Assert.Equal(["shop", "web"], world.Waiting().Order());

        world.Objects.Changed(Some.Namespaces, Some.Manifest(Some.Namespaces, "", "shop", version: "103").Labelled("team", "web").Utf8());
        Assert.Equal(["shop", "web"], world.Waiting().Order());

        world.Rule(Some.Scoped("namespaces: ['!kube-*']"));
        world.Objects.Changed(Some.Namespaces, Some.Manifest(Some.Namespaces, "", "shop", version: "104").Utf8());
        Assert.Equal(["shop"], world.Waiting());
    }

    [Fact]
    public void An_owner_that_only_changed_leaves_its_children_alone()
    {
        world.Lists(Some.Pods, Some.Manifest(Some.Pods, "shop", "p").OwnedBy(Some.ReplicaSets, "uid-rs"));
        world.Lists(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs"));
        world.Waiting();

        world.Objects.Changed(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs", version: "101").Utf8());

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
    public void New_image_sizes_queue_only_what_policies_read_that_ask_for_sizes()
    {
        var asks = Some.Policy("asks", rules: () => Entry.Each<Sdk.Views.Deployment>((_, _) => { }));
        asks.State.ReadsImages = true;
        world.Rule(asks, Some.Policy("does-not-ask", rules: () => Entry.Each<Sdk.Views.Pod>((_, _) => { })));
        world.ListsShop();
        world.Lists(Some.Pods, Some.Manifest(Some.Pods, "shop", "p"));
        world.Waiting();
        var node = Some.Manifest(Some.Nodes, "", "n", """{"status":{"images":[{"names":["a:1"],"sizeBytes":7}]}}""");

        world.Lists(Some.Nodes, node);
        Assert.Equal(["n", "web"], world.Waiting());

        node["metadata"]!["resourceVersion"] = "101";
        world.Objects.Changed(Some.Nodes, node.Utf8());
        Assert.Equal(["n"], world.Waiting());
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
}
