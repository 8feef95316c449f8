using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Views;
using ClusterLooks = K8GuardScript.Sdk.Authoring.Cluster;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed partial class DependentsTests : IDisposable
{
    private static readonly KindName Services = new("", "v1", "Service");
    private static readonly ObjectKey Itself = new("k8guard.io", "Cluster", "", "cluster");
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_verdict_is_open_until_the_kind_that_it_looks_up_is_listed_and_is_then_made_again()
    {
        var policy = world.Follows(() => Entry.Each<Deployment>((d, found) =>
        {
            if (ClusterLooks.List<Service>(d.Metadata.Namespace).Count == 0) found.Violation(d, "no service");
        }));

        world.Objects.Expect(Services);
        Assert.Equal("unknown", world.VerdictOn(Some.Web).Word());
        Assert.Equal([Services], policy.State.LookedUp);
        world.Waiting();

        world.Lists(Services);

        Assert.Equal(["web"], world.Waiting());
        Assert.Equal("violated", world.VerdictOn(Some.Web).Word());
    }

    [Fact]
    public void A_refused_kind_leaves_the_verdict_open()
    {
        world.Follows(() => Entry.Each<Deployment>((d, found) =>
        {
            if (!ClusterLooks.Find<Service>(d.Metadata.Namespace, "web").Exists) found.Violation(d, "no service");
        }));
        world.Objects.Expect(Services);
        world.Objects.Refused(Services, "forbidden");

        Assert.Equal("unknown", world.VerdictOn(Some.Web).Word());
        Assert.Empty(world.Ledger.Episodes());
    }

    [Fact]
    public void A_change_of_what_was_looked_up_queues_who_asked_and_nobody_else()
    {
        world.Follows(() => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace)));
        world.Lists(Services);
        world.VerdictOn(Some.Web);
        world.Waiting();

        world.Objects.Changed(Services, Service("other", "x").Utf8());
        Assert.Equal(["x"], world.Waiting());

        world.Objects.Changed(Services, Service("shop", "x").Utf8());
        Assert.Equal(["web", "x"], world.Waiting().Order());
    }

    [Fact]
    public void Many_changes_queue_who_asked_once_a_second()
    {
        world.Follows(() => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace)));
        world.Lists(Services);
        world.VerdictOn(Some.Web);
        world.Waiting();

        var evaluations = 0;
        for (var i = 0; i < 40; i++)
        {
            world.Objects.Changed(Services, Service("shop", "x", $"{101 + i}").Labelled("n", $"{i}").Utf8());
            world.Clock.Pass(TimeSpan.FromMilliseconds(50));
            evaluations += world.Waiting().Count(name => name == "web");
        }

        // 0 s, 1 s, 2 s
        Assert.Equal(3, evaluations);
    }

    [Fact]
    public void Asking_for_very_many_names_counts_as_asking_for_their_namespace()
    {
        world.Follows(() => Entry.Each<Deployment>((_, _) =>
        {
            for (var i = 0; i < 10_000; i++) ClusterLooks.Find<Service>("shop", $"service-{i}");
        }));
        world.Lists(Services);
        world.VerdictOn(Some.Web);
        world.Waiting();
        Assert.Equal(NotedLookUps.MaxPlaces + 1, world.Dependents.Count);

        world.Objects.Changed(Services, Service("elsewhere", "x").Utf8());
        Assert.Equal(["x"], world.Waiting());

        world.Objects.Changed(Services, Service("shop", "x").Utf8());
        Assert.Equal(["web", "x"], world.Waiting().Order());
    }

    [Fact]
    public void Asking_for_very_many_namespaces_counts_as_asking_for_all()
    {
        world.Follows(() => Entry.Each<Deployment>((_, _) =>
        {
            for (var i = 0; i < 10_000; i++) ClusterLooks.List<Service>($"ns-{i}");
        }));
        world.Lists(Services);
        world.VerdictOn(Some.Web);
        world.Waiting();
        Assert.Equal((2 * NotedLookUps.MaxPlaces) + 1, world.Dependents.Count);

        world.Objects.Changed(Services, Service("elsewhere", "x").Utf8());

        Assert.Equal(["web", "x"], world.Waiting().Order());
    }

    [Fact]
    public void Labels_narrow_what_a_verdict_rests_on()
    {
        world.Follows(() => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace, d.Spec.Template.Metadata.Labels)));
        var web = Some.DeploymentManifest(version: "101");
        web["spec"]!["template"]!["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "web", ["tier"] = "front" } };
        world.Objects.Changed(Some.Deployments, web.Utf8());
        world.Lists(Services);
        world.VerdictOn(Some.Web);
        world.Waiting();

        Sees(["x"], Service("shop", "x").Labelled("app", "web"));
        Sees(["x"], Service("other", "x").Labelled("app", "web").Labelled("tier", "front"));
        Sees(["web", "x"], Service("shop", "x", "101").Labelled("app", "web").Labelled("tier", "front"));
        Sees(["web", "x"], Service("shop", "x", "102").Labelled("app", "web").Labelled("tier", "front").Annotated("a", "b"));
        Sees(["web", "x"], Service("shop", "x", "103").Labelled("app", "web"));
        Sees(["x"], Service("shop", "x", "104"));

        world.Objects.Changed(Services, Service("shop", "y").Labelled("app", "web").Labelled("tier", "front").Utf8());
        world.Clock.Pass(TimeSpan.FromSeconds(2));
        world.Waiting();
        world.Objects.Deleted(Services, Service("shop", "y").Labelled("app", "web").Labelled("tier", "front").Utf8());
        Assert.Equal(["web", "y"], world.Waiting().Order());
    }

    [Fact]
    public void A_change_is_for_the_policy_alone_that_asked_for_it()
    {
        var asks = Some.Policy("asks", rules: () => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace)));
        var other = Some.Policy("other", rules: () => Entry.Each<Deployment>((d, _) => ClusterLooks.Find<Service>("shop", "y")));
        world.Rule(asks, other);
        world.ListsShop();
        world.Lists(Services);
        world.Evaluates(Some.Web);
        world.Waiting();

        world.Objects.Changed(Services, Service("shop", "x").Utf8());

        var queued = world.Taken().Single(key => key.Key == Some.Web);
        Assert.True(queued.Wanted.Includes(asks));
        Assert.False(queued.Wanted.Includes(other));
    }

    [Fact]
    public void A_status_is_nothing_to_who_asked_and_does_not_read_it()
    {
        var blind = new Policy(
            Some.Definition(() =>
            {
                Entry.Policy("blind", Severity.Low, "t");
                Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace));
            }) with
            { ReadsStatus = false },
            Some.ActingEntry, Some.Ladder, "r");
        world.Rule(blind, Some.Policy("sees", rules: () => Entry.Each<Deployment>((d, _) => ClusterLooks.Find<Service>("shop", "x"))));
        world.ListsShop();
        world.Lists(Services, Service("shop", "x"), Service("shop", "y"));
        world.Evaluates(Some.Web);
        world.Waiting();

        world.Objects.Changed(Services, WithStatus(Service("shop", "y", "101")).Utf8());
        Assert.Equal(["y"], world.Waiting());

        world.Clock.Pass(TimeSpan.FromSeconds(2));
        world.Objects.Changed(Services, WithStatus(Service("shop", "x", "101")).Utf8());
        var queued = world.Taken().Single(key => key.Key == Some.Web);
        Assert.False(queued.Wanted.Includes(blind));

        world.Clock.Pass(TimeSpan.FromSeconds(2));
        world.Objects.Changed(Services, WithStatus(Service("shop", "y", "102")).Labelled("a", "b").Utf8());
        queued = world.Taken().Single(key => key.Key == Some.Web);
        Assert.True(queued.Wanted.Includes(blind));
    }

    [Fact]
    public void An_object_that_looks_at_itself_is_not_queued_twice_for_one_change()
    {
        world.Rule(Some.Policy(rules: () => Entry.Each<Service>((s, _) => ClusterLooks.List<Service>(s.Metadata.Namespace))));
        world.Lists(Services, Service("shop", "x"), Service("shop", "y"));
        world.Evaluates(KeyOf("x"), KeyOf("y"));
        world.Waiting();
        world.Objects.Changed(Services, Service("shop", "x", "101").Labelled("a", "b").Utf8());
        Assert.Equal(["x", "y"], world.Waiting().Order());

        world.Objects.Changed(Services, Service("shop", "x", "102").Labelled("a", "c").Utf8());
        Assert.Equal(["x"], world.Waiting());
        world.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["y"], world.Waiting());
    }

    [Fact]
    public void Where_too_much_is_noted_every_object_of_a_policy_is_told()
    {
        using var crowded = new Dependents(world.Queue, world.Rulebook, world.Clock, mostNotes: 1);
        var asks = Some.Policy("asks", rules: () => Entry.Each<Deployment>((_, _) => { }));
        var told = new List<string>();
        world.Rule(asks);
        crowded.Attach(policy => told.Add(policy.Id));
        foreach (var name in (string[])["a", "b", "c"])
            crowded.Note("asks", Some.Web with { Name = name }, new AskedPlace("", "Service", "shop", name, null), crowded.Begin());

        Assert.Equal(2, crowded.Count);
        crowded.Changed(Services, Service("elsewhere", "b").Parsed(), null, ObjectChange.Other);
        Assert.Equal(["asks"], told);
    }

    [Fact]
    public void A_policy_that_looks_up_ever_other_kinds_breaks()
    {
        var policy = world.Follows(() => Entry.Each<Deployment>((_, _) =>
        {
            for (var i = 0; i < 100; i++) ClusterLooks.List("example.com/v1", $"Kind{i}");
        }));

        var verdict = world.VerdictOn(Some.Web);

        Assert.Equal("faulted", verdict.Word());
        Assert.Contains("more than 32 kinds", verdict.Fault);
        Assert.Equal(PolicyCounters.MaxLookedUp, policy.State.LookedUp.Count);
    }

    [Fact]
    public void The_cluster_itself_is_judged_when_a_policy_comes_and_when_what_it_looked_up_changes()
    {
        var policy = world.Follows(() => Entry.EachCluster((cluster, found) =>
        {
            if (ClusterLooks.List<Service>().Count == 0) found.Violation(cluster, "no service anywhere", subject: "service");
        }));
        world.Lists(Services);
        world.Waiting();

        world.Router.EnqueueAllOf(policy);
        Assert.Equal(["cluster"], world.Waiting());
        Assert.Equal("violated", world.VerdictOn(Itself).Word());
        Assert.Equal("service", Assert.Single(world.Ledger.Episodes()).Key.Place);

        world.Objects.Changed(Services, Service("shop", "x").Utf8());
        Assert.Equal(["cluster", "x"], world.Waiting().Order());
        Assert.Equal("passed", world.VerdictOn(Itself).Word());
    }

    [Fact]
    public void Labels_of_the_namespace_are_asked_for_by_name()
    {
        world.Follows(() => Entry.Each<Deployment>((d, found) =>
        {
            if (d.NamespaceLabels["team"] == "payments") found.Violation(d, "payments");
        }));

        Assert.Equal("violated", world.VerdictOn(Some.Web).Word());
        world.Waiting();

        world.Objects.Changed(Some.Namespaces, Some.NamespaceManifest("other").Utf8());
        Assert.Equal(["other"], world.Waiting());
        world.Objects.Changed(Some.Namespaces, Some.Manifest(Some.Namespaces, "", "shop", version: "101").Utf8());
        Assert.Equal(["shop", "web"], world.Waiting().Order());
    }

    private void Sees(string[] waiting, JsonObject service)
    {
        world.Clock.Pass(TimeSpan.FromSeconds(2));
        world.Waiting();
        world.Objects.Changed(Services, service.Utf8());
        Assert.Equal(waiting, world.Waiting().Order());
    }

    private static JsonObject WithStatus(JsonObject manifest)
    {
        manifest["status"] = new JsonObject { ["loadBalancer"] = $"{manifest["metadata"]!["resourceVersion"]}" };
        return manifest;
    }

    private static ObjectKey KeyOf(string name) => new("", "Service", "shop", name);

    private static JsonObject Service(string ns, string name, string version = "100") => Some.Manifest(Services, ns, name, version: version);
}
