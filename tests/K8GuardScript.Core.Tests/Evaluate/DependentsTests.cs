using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Objects;
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
            world.Objects.Changed(Services, Service("shop", "x", $"{101 + i}").Labelled("n", $"{i}").Utf8());
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
    public void Asking_for_very_many_names_counts_as_asking_for_their_namespace()
    {
        Follows(() => Entry.Each<Deployment>((_, _) =>
        {
            for (var i = 0; i < 10_000; i++) ClusterLooks.Find<Service>("shop", $"service-{i}");
        }));
        world.Lists(Services);
        Judge(Some.Web);
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
        Follows(() => Entry.Each<Deployment>((_, _) =>
        {
            for (var i = 0; i < 10_000; i++) ClusterLooks.List<Service>($"ns-{i}");
        }));
        world.Lists(Services);
        Judge(Some.Web);
        world.Waiting();
        Assert.Equal((2 * NotedLookUps.MaxPlaces) + 1, world.Dependents.Count);

        world.Objects.Changed(Services, Service("elsewhere", "x").Utf8());

        Assert.Equal(["web", "x"], world.Waiting().Order());
    }

    [Fact]
    public void Labels_narrow_what_a_verdict_rests_on()
    {
        Follows(() => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace, d.Spec.Template.Metadata.Labels)));
        var web = Some.DeploymentManifest(version: "101");
        web["spec"]!["template"]!["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "web", ["tier"] = "front" } };
        world.Objects.Changed(Some.Deployments, web.Utf8());
        world.Lists(Services);
        Judge(Some.Web);
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

        var queued = world.Queue.Take(10).Single(key => key.Key == Some.Web);
        Assert.True(queued.Wanted.Includes(asks));
        Assert.False(queued.Wanted.Includes(other));
    }

    [Fact]
    public void What_others_asked_for_stays_when_one_policy_judges_alone()
    {
        var asks = Some.Policy("asks", rules: () => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace)));
        world.Rule(asks, Some.Policy("other", rules: () => Entry.Each<Deployment>((d, _) => ClusterLooks.Find<Service>("shop", "y"))));
        world.ListsShop();
        world.Lists(Services);
        world.Evaluates(Some.Web);
        world.Batch.Record(world.Batch.Judge([new QueuedKey(Some.Web, Wanted.Only("other"), Lane.Change, 0)], InlineEvaluation.Instance));
        world.Waiting();

        world.Objects.Changed(Services, Service("shop", "x").Utf8());

        Assert.Equal(["web", "x"], world.Waiting().Order());
    }

    [Fact]
    public void A_status_is_nothing_to_who_asked_and_does_not_read_it()
    {
        var blind = new Policy(
            Some.Definition(() =>
            {
                Entry.Policy("blind", Severity.Low, "t");
                Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace));
            }) with { ReadsStatus = false },
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
        var queued = world.Queue.Take(10).Single(key => key.Key == Some.Web);
        Assert.False(queued.Wanted.Includes(blind));

        world.Clock.Pass(TimeSpan.FromSeconds(2));
        world.Objects.Changed(Services, WithStatus(Service("shop", "y", "102")).Labelled("a", "b").Utf8());
        queued = world.Queue.Take(10).Single(key => key.Key == Some.Web);
        Assert.True(queued.Wanted.Includes(blind));
    }

    [Fact]
    public void A_policy_that_went_leaves_nothing_behind()
    {
        var asks = Some.Policy("asks", rules: () => Entry.Each<Deployment>((d, _) =>
        {
            ClusterLooks.List<Service>(d.Metadata.Namespace);
            Entry.OlderThan(Some.Noon, Entry.Hours(5));
        }));
        var other = Some.Policy("other", rules: () => Entry.Each<Deployment>((d, _) => ClusterLooks.Find<Service>("shop", "y")));
        world.Rule(asks, other);
        world.ListsShop();
        world.Lists(Services);
        world.Evaluates(Some.Web);
        Assert.Equal((2, 1), (world.Dependents.Count, world.WakeUps.Count));

        world.Rule(Some.Policy("other", rules: () => Entry.Each<Pod>((_, _) => { })));
        world.Router.Keep(world.Rulebook.Current.Policies);

        Assert.Equal((0, 0), (world.Dependents.Count, world.WakeUps.Count));
    }

    [Fact]
    public void A_policy_that_asks_no_more_in_its_new_version_is_no_longer_told()
    {
        Follows(() => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace)));
        world.Lists(Services);
        Judge(Some.Web);

        world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((_, _) => { })));
        Judge(Some.Web);

        Assert.Equal(0, world.Dependents.Count);
    }

    [Fact]
    public void An_object_that_went_leaves_nothing_behind()
    {
        Follows(() => Entry.Each<Deployment>((d, _) =>
        {
            ClusterLooks.List<Service>(d.Metadata.Namespace);
            ClusterLooks.Find<Service>("shop", "y");
        }));
        world.Lists(Services);
        Judge(Some.Web);
        Assert.Equal(2, world.Dependents.Count);

        world.Objects.Deleted(Some.Deployments, Some.DeploymentManifest(version: "101").Utf8());
        world.Evaluates(Some.Web);

        Assert.Equal(0, world.Dependents.Count);
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
    public void Notes_of_ten_thousand_objects_are_found_and_dropped_one_by_one()
    {
        var keys = Enumerable.Range(0, 10_000).Select(i => Some.Web with { Name = $"d{i}" }).ToList();
        var whole = new AskedPlace("", "Service", "shop", null, null);
        world.Rule(Some.Policy("asks", rules: () => Entry.Each<Deployment>((_, _) => { })));
        for (var round = 0; round < 3; round++)
        {
            foreach (var key in keys)
            {
                var run = world.Dependents.Begin();
                world.Dependents.Note("asks", key, whole with { Name = key.Name }, run);
                if (round < 2) world.Dependents.Note("asks", key, whole, run);
                world.Dependents.End("asks", key, run);
            }
        }

        Assert.Equal(10_000, world.Dependents.Count);
        world.Dependents.Changed(Services, Service("shop", "d77").Parsed(), null, ObjectChange.Other);
        Assert.Equal(["d77"], world.Waiting());
        foreach (var key in keys) world.Dependents.Forget(key);
        Assert.Equal(0, world.Dependents.Count);
    }

    [Fact]
    public void A_verdict_of_another_policy_does_not_put_off_an_instant()
    {
        var ages = Some.Policy("ages", rules: () => Entry.Each<Deployment>((_, _) => Entry.OlderThan(Some.Noon, Entry.Hours(5))));
        var other = Some.Policy("other", rules: () => Entry.Each<Deployment>((_, _) => { }));
        world.Rule(ages, other);
        world.ListsShop();
        world.Evaluates(Some.Web);
        world.Batch.Record(world.Batch.Judge([new QueuedKey(Some.Web, Wanted.Only("other"), Lane.Change, 0)], InlineEvaluation.Instance));
        world.Waiting();

        world.Clock.Pass(TimeSpan.FromHours(5));

        var queued = Assert.Single(world.Queue.Take(10));
        Assert.Equal((true, false), (queued.Wanted.Includes(ages), queued.Wanted.Includes(other)));
    }

    [Fact]
    public void An_instant_that_passes_before_the_verdict_is_recorded_wakes_at_once()
    {
        FollowsAge();
        var judged = world.Batch.Judge([new QueuedKey(Some.Web, Wanted.All, Lane.Change, 0)], InlineEvaluation.Instance);
        world.Waiting();
        world.Clock.Pass(TimeSpan.FromHours(6));

        world.Batch.Record(judged);

        Assert.Equal(["web"], world.Waiting());
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
