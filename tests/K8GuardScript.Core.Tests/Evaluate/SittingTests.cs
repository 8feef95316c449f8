using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;
using ClusterLooks = K8GuardScript.Sdk.Authoring.Cluster;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class SittingTests : IDisposable
{
    private static readonly KindName Services = new("", "v1", "Service");
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Nothing_of_one_verdict_is_left_for_the_next()
    {
        world.ListsShop();
        var every = Some.Policy("every", rules: () => Entry.Each<Deployment>((d, found) =>
        {
            ClusterLooks.List<Service>();
            Entry.OlderThan(Some.Noon, Entry.Days(1));
            found.Violation(d, "one");
            if (d.Metadata.Name == "broken") throw new InvalidOperationException("broken");
        }));
        var none = Some.Policy("none", rules: () => Entry.Each<Deployment>((_, _) => { }));
        var sitting = world.Judge.Sit(InlineEvaluation.Instance);

        var first = sitting.Of(every, Some.Deployments, Some.Deployment());
        var second = sitting.Of(none, Some.Deployments, Some.Deployment());
        sitting.Of(every, Some.Deployments, Some.Manifest(Some.Deployments, "shop", "broken").Parsed());
        var last = sitting.Of(none, Some.Deployments, Some.Deployment());

        Assert.Equal("unknown", first.Word());
        Assert.Single(first.Findings);
        Assert.NotNull(first.ChangesAt);
        foreach (var passed in (Verdict[])[second, last])
            Assert.Equal(("passed", 0, null, false), (passed.Word(), passed.Findings.Count, passed.ChangesAt, passed.Incomplete));
    }

    [Fact]
    public void Each_look_up_is_noted_for_the_object_and_the_policy_that_ask()
    {
        var policy = Some.Policy(rules: () => Entry.Each<Deployment>((d, _) => ClusterLooks.Find<Service>("shop", d.Metadata.Name)));
        world.Rule(policy, Some.Policy("other"));
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.Deployments, Some.DeploymentManifest(), Some.Manifest(Some.Deployments, "shop", "side"));
        world.Lists(Services);
        world.Evaluates(Some.Web, Some.Web with { Name = "side" });
        world.Waiting();

        world.Objects.Changed(Services, Some.Manifest(Services, "shop", "side").Utf8());

        Assert.Equal(2, world.Waiting().Count(name => name == "side"));
        Assert.Equal([Services], policy.State.LookedUp);
        Assert.Empty(world.Rulebook.Current.Policies.Find("other")!.State.LookedUp);
    }

    [Fact]
    public void A_run_that_was_given_up_judges_nothing_more_and_what_it_asked_for_is_forgotten()
    {
        var ran = 0;
        var next = Some.Policy("b-next", rules: () => Entry.Each<Deployment>((_, _) => ran++));
        world.Rule(Some.Policy("a-stuck", rules: () => Entry.Each<Deployment>((_, _) => ClusterLooks.List<Service>("shop"))), next);
        world.ListsShop();
        world.Lists(Services);

        Assert.Throws<LostRunException>(() => { world.Batch.Judge([new QueuedKey(Some.Web, Wanted.All, Lane.Change, 0)], new LostSlot()); });
        Assert.Equal(0, ran);

        world.Rule(next);
        world.Evaluates(Some.Web);
        world.Waiting();
        world.Objects.Changed(Services, Some.Manifest(Services, "shop", "x").Utf8());
        Assert.Equal(1, ran);
        Assert.Equal(["x"], world.Waiting());
    }
}
