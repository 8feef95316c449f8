using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>What a policy has rules for decides what it says below an owner.</summary>
public sealed partial class OwnedObjectsTests
{
    [Fact]
    public void A_rule_that_breaks_on_a_pod_leaves_the_verdict_on_its_owner_as_it_is()
    {
        world.Rule(Some.Policy(rules: () => Entry.EachWorkload((w, found) =>
        {
            if (w.Kind.Is("Pod")) throw new InvalidOperationException("broken");
            found.Violation(w["spec"]["template"]["spec"]["containers"][0]["image"], "bad");
        })));
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec().Debugged()));
        var verdict = Assert.Single(world.Evaluates(Web).Verdicts);

        Assert.Equal((VerdictResult.Violated, true), (verdict.Result, verdict.IsOpenBelow));
        Assert.StartsWith("Pod shop/p1: ", verdict.Fault, StringComparison.Ordinal);
        Assert.Null(Assert.Single(Open()).Child);
    }

    [Fact]
    public void What_lies_outside_of_the_template_is_the_pods_own()
    {
        world.Rule(Some.Policy(rules: () => Entry.EachWorkload((w, found) =>
        {
            if (!w.Metadata.Labels.Has("team")) found.Violation(w.Metadata.Labels.At("team"), "no team");
        })));
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec().Debugged()));
        Changes(Some.Deployments, Deployment(Some.PodSpec(), version: "101").Labelled("team", "a"));
        Judged();

        Assert.Empty(Open());
    }

    [Fact]
    public void A_policy_for_pods_alone_judges_every_pod_in_full_and_says_it_of_the_top()
    {
        world.Rule(Some.Policy(rules: Restarts));
        Lists(Some.PodSpec(), OfWeb("p1"), OfWeb("p2"));
        Judged();
        Assert.Equal([(Web, "spec", "Pod")], Open());

        Changes(Some.Pods, OfWeb("p1", version: "101").Labelled("calm", "yes"));
        Changes(Some.Pods, OfWeb("p2", version: "101").Labelled("calm", "yes"));
        Assert.Equal(["web"], world.Waiting());
        world.Evaluates(Web);
        Assert.Empty(Open());
    }

    [Fact]
    public void What_a_policy_for_pods_alone_asks_for_is_not_forgotten_when_others_are_reloaded()
    {
        var services = new KindName("", "v1", "Service");
        world.Rule(Some.Policy(rules: () => Entry.Each<Pod>((_, _) => Sdk.Authoring.Cluster.List<Service>("shop"))));
        world.Lists(services);
        Lists(Some.PodSpec(), OfWeb("p1"));
        Judged();
        world.Waiting();
        world.Clock.Pass(TimeSpan.FromSeconds(1));

        world.Router.Keep(world.Rulebook.Current.Policies);
        Changes(services, Some.Manifest(services, "shop", "x"));

        Assert.Contains("web", world.Waiting());
    }

    [Fact]
    public void Where_a_policy_has_rules_for_the_replica_set_alone_it_answers_for_its_pods()
    {
        world.Rule(Some.Policy(rules: () =>
        {
            Restarts();
            Entry.Each<ReplicaSet>((rs, found) => found.Violation(rs["spec"], "rs"));
        }));
        Lists(Some.PodSpec(), OfWeb("p1"));
        Judged();

        Assert.Equal([(Web, "spec", "ReplicaSet")], Open());
    }

    [Fact]
    public void A_policy_that_reads_pods_no_more_withdraws_what_was_found_in_them()
    {
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec().Debugged()));
        Judged();
        world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((_, _) => { })));

        Assert.Equal(EpisodeState.Withdrawn, Assert.Single(world.Evaluates(Web).Recorded).State);
    }

    [Fact]
    public void A_policy_that_comes_sweeps_the_tops_and_not_what_lies_below()
    {
        Lists(Some.PodSpec(), OfWeb("p1"), OfWeb("p2"));
        Judged();

        world.Router.EnqueueAllOf(Some.Policy(rules: Restarts));

        Assert.Equal(["web"], world.Waiting());
    }

    [Fact]
    public void What_the_namespaces_of_a_policy_leave_out_is_not_judged_below_either()
    {
        var elsewhere = Some.Entry("namespaces: [\"!shop\"]");
        world.Rule(Some.Policy(entry: elsewhere), Some.Policy("pods", rules: Restarts, entry: elsewhere));
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec().Debugged()));
        Judged();

        Assert.Empty(Open());
    }

    private static void Restarts() => Entry.Each<Pod>((p, found) =>
    {
        if (!p.Metadata.Labels.Has("calm")) found.Violation(p["spec"], "it is not calm");
    });
}
