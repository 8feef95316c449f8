using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;
using ClusterLooks = K8GuardScript.Sdk.Authoring.Cluster;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class DependentsTests : IDisposable
{
    private static readonly KindName Services = new("", "v1", "Service");
    private static readonly ObjectKey Itself = new("k8guard.io", "Cluster", "", "cluster");
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_verdict_is_open_until_the_kind_that_it_looks_up_is_listed_and_is_then_made_again()
    {
        var policy = Follows(() => Entry.Each<Deployment>((d, found) =>
        {
            if (ClusterLooks.List<Service>(d.Metadata.Namespace).Count == 0) found.Violation(d, "no service");
        }));

        world.Objects.Expect(Services);
        Assert.Equal("unknown", Judge(Some.Web).Word());
        Assert.Equal([Services], policy.State.LookedUp);
        world.Waiting();

        world.Lists(Services);

        Assert.Equal(["web"], world.Waiting());
        Assert.Equal("violated", Judge(Some.Web).Word());
    }

    [Fact]
    public void A_refused_kind_leaves_the_verdict_open()
    {
        Follows(() => Entry.Each<Deployment>((d, found) =>
        {
            if (!ClusterLooks.Find<Service>(d.Metadata.Namespace, "web").Exists) found.Violation(d, "no service");
        }));
        world.Objects.Expect(Services);
        world.Objects.Refused(Services, "forbidden");

        Assert.Equal("unknown", Judge(Some.Web).Word());
        Assert.Empty(world.Ledger.Episodes());
    }

    [Fact]
    public void A_change_of_what_was_looked_up_queues_who_asked_and_nobody_else()
    {
        Follows(() => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace)));
        world.Lists(Services);
        Judge(Some.Web);
        world.Waiting();

        world.Objects.Changed(Services, Service("other", "x").Utf8());
        Assert.Equal(["x"], world.Waiting());

        world.Objects.Changed(Services, Service("shop", "x").Utf8());
        Assert.Equal(["web", "x"], world.Waiting().Order());
    }

    [Fact]
    public void Many_changes_queue_who_asked_once_a_second()
    {
        Follows(() => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace)));
        world.Lists(Services);
        Judge(Some.Web);
        world.Waiting();

        var evaluations = 0;
        for (var i = 0; i < 40; i++)
        {
            world.Objects.Changed(Services, Service("shop", "x", $"{101 + i}").Utf8());
            world.Clock.Pass(TimeSpan.FromMilliseconds(50));
            evaluations += world.Waiting().Count(name => name == "web");
        }

        // 0 s, 1 s, 2 s
        Assert.Equal(3, evaluations);
    }

    [Fact]
    public void Who_no_longer_asks_is_no_longer_told()
    {
        var asks = true;
        Follows(() => Entry.Each<Deployment>((d, _) =>
        {
            if (asks) ClusterLooks.List<Service>(d.Metadata.Namespace);
        }));
        world.Lists(Services);
        Judge(Some.Web);
        asks = false;
        Judge(Some.Web);
        world.Waiting();

        world.Objects.Changed(Services, Service("shop", "x").Utf8());

        Assert.Equal(["x"], world.Waiting());
    }

    [Fact]
    public void Asking_for_very_many_places_counts_as_asking_for_all()
    {
        Follows(() => Entry.Each<Deployment>((_, _) =>
        {
            for (var i = 0; i < 10_000; i++) ClusterLooks.Find<Service>("shop", $"service-{i}");
        }));
        world.Lists(Services);
        Judge(Some.Web);
        world.Waiting();

        world.Objects.Changed(Services, Service("elsewhere", "x").Utf8());

        Assert.Equal(["web", "x"], world.Waiting().Order());
    }

    [Fact]
    public void A_policy_that_looks_up_ever_other_kinds_breaks()
    {
        var policy = Follows(() => Entry.Each<Deployment>((_, _) =>
        {
            for (var i = 0; i < 100; i++) ClusterLooks.List("example.com/v1", $"Kind{i}");
        }));

        var verdict = Judge(Some.Web);

        Assert.Equal("faulted", verdict.Word());
        Assert.Contains("more than 32 kinds", verdict.Fault);
        Assert.Equal(PolicyCounters.MaxLookedUp, policy.State.LookedUp.Count);
    }

    [Fact]
    public void The_cluster_itself_is_judged_when_a_policy_comes_and_when_what_it_looked_up_changes()
    {
        var policy = Follows(() => Entry.EachCluster((cluster, found) =>
        {
            if (ClusterLooks.List<Service>().Count == 0) found.Violation(cluster, "no service anywhere", subject: "service");
        }));
        world.Lists(Services);
        world.Waiting();

        world.Router.EnqueueAllOf(policy);
        Assert.Equal(["cluster"], world.Waiting());
        Assert.Equal("violated", Judge(Itself).Word());
        Assert.Equal("service", Assert.Single(world.Ledger.Episodes()).Key.Place);

        world.Objects.Changed(Services, Service("shop", "x").Utf8());
        Assert.Equal(["cluster", "x"], world.Waiting().Order());
        Assert.Equal("passed", Judge(Itself).Word());
    }

    [Fact]
    public void An_object_is_judged_again_at_the_instant_at_which_time_changes_the_verdict()
    {
        Follows(() => Entry.Each<Deployment>((d, found) =>
        {
            if (Entry.OlderThan(Some.Noon, Entry.Hours(5))) found.Violation(d, "old");
        }));
        Assert.Equal("passed", Judge(Some.Web).Word());
        world.Waiting();

        world.Clock.Pass(TimeSpan.FromHours(5) - TimeSpan.FromTicks(1));
        Assert.Empty(world.Waiting());

        world.Clock.Pass(TimeSpan.FromTicks(1));
        Assert.Equal(["web"], world.Waiting());
        Assert.Equal("violated", Judge(Some.Web).Word());

        world.Clock.Pass(TimeSpan.FromDays(400));
        Assert.Empty(world.Waiting());
    }

    [Fact]
    public void A_wall_clock_that_is_set_back_wakes_an_object_when_it_gets_there_again()
    {
        FollowsAge();
        Judge(Some.Web);
        world.Waiting();

        world.Clock.Pass(TimeSpan.FromHours(4));
        world.Clock.Set(by: -TimeSpan.FromHours(3));
        world.Clock.Pass(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        Assert.Empty(world.Waiting());

        world.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["web"], world.Waiting());
        Assert.Equal("violated", Judge(Some.Web).Word());
    }

    [Fact]
    public void A_wall_clock_that_is_set_ahead_wakes_within_a_minute()
    {
        FollowsAge();
        Judge(Some.Web);
        world.Waiting();

        world.Clock.Set(by: TimeSpan.FromHours(6));
        world.Clock.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(["web"], world.Waiting());
    }

    [Fact]
    public void A_verdict_after_the_clock_was_set_back_waits_for_its_instant_again()
    {
        FollowsAge();
        world.Clock.Pass(TimeSpan.FromHours(6));
        Assert.Equal("violated", Judge(Some.Web).Word());
        world.Waiting();

        world.Clock.Set(by: -TimeSpan.FromHours(2));
        Assert.Equal("passed", Judge(Some.Web).Word());
        world.Clock.Pass(TimeSpan.FromHours(1));

        Assert.Equal(["web"], world.Waiting());
    }

    [Fact]
    public void An_object_that_went_is_not_woken()
    {
        Follows(() => Entry.Each<Deployment>((_, _) => Entry.OlderThan(Some.Noon, Entry.Hours(5))));
        Judge(Some.Web);
        world.Objects.Deleted(Some.Deployments, Some.DeploymentManifest(version: "101").Utf8());
        world.Evaluates(Some.Web);
        world.Waiting();

        world.Clock.Pass(TimeSpan.FromDays(1));

        Assert.Empty(world.Waiting());
    }

    [Fact]
    public void Labels_of_the_namespace_are_asked_for_by_name()
    {
        Follows(() => Entry.Each<Deployment>((d, found) =>
        {
            if (d.NamespaceLabels["team"] == "payments") found.Violation(d, "payments");
        }));

        Assert.Equal("violated", Judge(Some.Web).Word());
        world.Waiting();

        world.Objects.Changed(Some.Namespaces, Some.NamespaceManifest("other").Utf8());
        Assert.Equal(["other"], world.Waiting());
        world.Objects.Changed(Some.Namespaces, Some.Manifest(Some.Namespaces, "", "shop", version: "101").Utf8());
        Assert.Equal(["shop", "web"], world.Waiting().Order());
    }

    private Policy Follows(Action rules)
    {
        var policy = Some.Policy(rules: rules);
        world.Rule(policy);
        world.ListsShop();
        return policy;
    }

    private void FollowsAge() => Follows(() => Entry.Each<Deployment>((d, found) =>
    {
        if (Entry.OlderThan(Some.Noon, Entry.Hours(5))) found.Violation(d, "old");
    }));

    // what passed and was never known leaves no verdict
    private Verdict Judge(ObjectKey key) => world.Evaluates(key).Verdicts.SingleOrDefault()
        ?? new Verdict(world.Rulebook.Current.Policies.All[0], Some.Deployments, key, "", VerdictResult.Passed, []);

    private static JsonObject Service(string ns, string name, string version = "100") => Some.Manifest(Services, ns, name, version: version);
}
