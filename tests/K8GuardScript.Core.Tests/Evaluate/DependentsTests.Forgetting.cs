using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;
using ClusterLooks = K8GuardScript.Sdk.Authoring.Cluster;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>What is kept of what was asked for, and what is not.</summary>
public sealed partial class DependentsTests
{
    [Fact]
    public void Who_no_longer_asks_is_no_longer_told()
    {
        var asks = true;
        world.Follows(() => Entry.Each<Deployment>((d, _) =>
        {
            if (asks) ClusterLooks.List<Service>(d.Metadata.Namespace);
        }));
        world.Lists(Services);
        world.VerdictOn(Some.Web);
        asks = false;
        world.VerdictOn(Some.Web);
        world.Waiting();

        world.Objects.Changed(Services, Service("shop", "x").Utf8());

        Assert.Equal(["x"], world.Waiting());
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

        world.Rule(Some.Policy("other", rules: () => Entry.Each<Service>((_, _) => { })));
        world.Router.Keep(world.Rulebook.Current.Policies);

        Assert.Equal((0, 0), (world.Dependents.Count, world.WakeUps.Count));
    }

    [Fact]
    public void A_policy_that_asks_no_more_in_its_new_version_is_no_longer_told()
    {
        world.Follows(() => Entry.Each<Deployment>((d, _) => ClusterLooks.List<Service>(d.Metadata.Namespace)));
        world.Lists(Services);
        world.VerdictOn(Some.Web);

        world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((_, _) => { })));
        world.VerdictOn(Some.Web);

        Assert.Equal(0, world.Dependents.Count);
    }

    [Fact]
    public void What_a_verdict_asks_for_in_several_runs_stays_noted()
    {
        var policy = Some.Policy("asks", rules: () => Entry.Each<Deployment>((_, _) => { }));
        var noted = new NotedLookUps(new ListedObjects([], null), world.Dependents);
        foreach (var name in (string[])["own", "child"])
        {
            noted.For(policy, Some.Web);
            noted.TryFind(new LookUp("v1", "Service", "shop", name), out _);
            noted.Done();
        }

        Assert.Equal(2, world.Dependents.Count);
        noted.For(policy, Some.Web with { Name = "next" });
        noted.For(policy, Some.Web);
        noted.Done();
        Assert.Equal(0, world.Dependents.Count);
    }

    [Fact]
    public void An_object_that_went_leaves_nothing_behind()
    {
        world.Follows(() => Entry.Each<Deployment>((d, _) =>
        {
            ClusterLooks.List<Service>(d.Metadata.Namespace);
            ClusterLooks.Find<Service>("shop", "y");
        }));
        world.Lists(Services);
        world.VerdictOn(Some.Web);
        Assert.Equal(2, world.Dependents.Count);

        world.Objects.Deleted(Some.Deployments, Some.DeploymentManifest(version: "101").Utf8());
        world.Evaluates(Some.Web);

        Assert.Equal(0, world.Dependents.Count);
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
}
